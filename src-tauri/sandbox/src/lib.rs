//! fandesk-sandbox
