//! fandesk-core
