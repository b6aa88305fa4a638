-- Lists of one type, however few tickets it has among all.
create index tickets_type on tickets (tenant_id, type_id, id);
