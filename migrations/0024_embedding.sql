-- Pages of other sites that may show the portal inside themselves.
alter table tenants add column embed_origins text not null default '[]'; -- JSON list such as ["https://shop.example.com"]
