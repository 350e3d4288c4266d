-- How an official account's calls get to WeChat where it is not the usual way: kind of token and
-- proxy, as the core writes them. No password is in it; that is in the vault.

ALTER TABLE accounts ADD COLUMN connection TEXT;
