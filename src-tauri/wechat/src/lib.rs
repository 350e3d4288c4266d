//! fandesk-wechat
