//! fandesk-store
