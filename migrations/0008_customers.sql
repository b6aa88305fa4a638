-- Customers: contacts as ciphertext with a blind index, organizations, attributes, consents, merges.
-- Columns of type blob here hold ciphertext (src/vault); blind_index is a keyed hash of the normal form.

alter table customers add column organization_id bigint;
alter table customers add column vip bigint not null default 0;
alter table customers add column care text not null default '[]';   -- JSON list of words
alter table customers add column fields text not null default '{}'; -- JSON object, attributes that are not sensitive
alter table customers add column created_by bigint;
alter table customers add column merged_into bigint;
alter table customers add column erased_at bigint;
create index customers_organization on customers (tenant_id, organization_id, id) where organization_id is not null;

drop table customer_contacts;

-- kind: identity, phone or email; value: the normal form, encrypted.
create table customer_contacts (
    tenant_id bigint not null,
    kind text not null,
    blind_index text not null,
    customer_id bigint not null,
    value blob not null,
    added_at bigint not null,
    primary key (tenant_id, kind, blind_index)
);
create index customer_contacts_customer on customer_contacts (tenant_id, customer_id);

-- Id number, address and sensitive attributes: always masked, shown by revealing only.
create table customer_secrets (
    tenant_id bigint not null,
    customer_id bigint not null,
    field text not null, -- id_number, address, fields.<key>
    value blob not null,
    blind_index text not null,
    primary key (tenant_id, customer_id, field)
);
create index customer_secrets_blind on customer_secrets (tenant_id, field, blind_index);

-- What a customer is found by: his folded name and other names he gave, from each word on.
create table customer_words (
    tenant_id bigint not null,
    word text not null,
    customer_id bigint not null,
    primary key (tenant_id, word, customer_id)
) without rowid;
create index customer_words_customer on customer_words (tenant_id, customer_id);

create table organizations (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    name_key text not null, -- folded
    note text not null,
    archived_at bigint,
    created_at bigint not null,
    version bigint not null,
    primary key (tenant_id, id)
);
create unique index organizations_name on organizations (tenant_id, name_key);

-- What a tenant keeps about its customers besides.
create table customer_attributes (
    tenant_id bigint not null,
    id bigint not null,
    key text not null,
    label text not null,
    kind text not null,
    choices text not null, -- JSON list
    sensitive smallint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create unique index customer_attributes_key on customer_attributes (tenant_id, key);

create table customer_consents (
    tenant_id bigint not null,
    id bigint not null,
    customer_id bigint not null,
    purpose text not null,
    channel text not null,
    wording text not null, -- which version of the wording he agreed to
    given_at bigint not null,
    withdrawn_at bigint,
    primary key (tenant_id, id)
);
create index customer_consents_customer on customer_consents (tenant_id, customer_id, id);

-- One row per merge, with the rows it moved, so that undoing it restores exactly those.
create table customer_merges (
    tenant_id bigint not null,
    id bigint not null,
    from_id bigint not null,
    into_id bigint not null,
    merged_at bigint not null,
    undone_at bigint,
    primary key (tenant_id, id)
);
create index customer_merges_from on customer_merges (tenant_id, from_id, id);
create index customer_merges_into on customer_merges (tenant_id, into_id, id);

create table customer_merge_items (
    tenant_id bigint not null,
    merge_id bigint not null,
    kind text not null, -- ticket, consent, identity, phone, email
    item_id bigint not null, -- of a ticket or consent, else 0
    blind_index text not null, -- of a contact, else ''
    primary key (tenant_id, merge_id, kind, item_id, blind_index)
) without rowid;

-- Two that may be one person: a request brought contacts of both.
create table customer_suggestions (
    tenant_id bigint not null,
    customer_id bigint not null,
    other_id bigint not null,
    suggested_at bigint not null,
    primary key (tenant_id, customer_id, other_id)
) without rowid;
create index customer_suggestions_other on customer_suggestions (tenant_id, other_id);

-- Events that are about a customer and not about one of his tickets.
create table customer_events (
    tenant_id bigint not null,
    customer_id bigint not null,
    event_id bigint not null,
    primary key (tenant_id, customer_id, event_id)
) without rowid;
