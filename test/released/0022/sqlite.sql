pragma foreign_keys = off;
begin;
CREATE TABLE access_lists (
    tenant_id bigint not null,
    ranges text not null, -- JSON list
    primary key (tenant_id)
);
CREATE TABLE announcements (
    tenant_id bigint not null,
    id bigint not null,
    title text not null,
    body text not null,
    type_ids text not null,     -- JSON list; empty: about all
    starts_at bigint not null,
    ends_at bigint,             -- null: until it is archived
    problem_ticket_id bigint,   -- whose incidents are the tickets of those who are affected too
    created_at bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
CREATE TABLE answered_incidents (
    tenant_id bigint not null,
    answer_id bigint not null,
    ticket_id bigint not null,
    primary key (tenant_id, answer_id, ticket_id)
);
CREATE TABLE attachments (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    size bigint not null,
    media_type text not null,
    sha256 text not null,
    uploaded_by text not null, -- Actor::key() of whoever sent it
    created_at bigint not null,
    ticket_id bigint,          -- null until a ticket or message uses it
    event_id bigint, file text not null default '', sealed blob,
    primary key (tenant_id, id)
);
CREATE TABLE batches (
    tenant_id bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    root blob not null,
    chain blob not null,
    marks blob not null,
    sealed_at bigint not null,
    primary key (tenant_id, first_seq)
);
INSERT INTO "batches" VALUES(1,1,8,X'6DD61B1C654E385B60A17FAF21FB39ACA647792CAD0F45B099F4AB425C7AB6A9',X'45B35E1299097E5150A8E9BEC36146199FF1E0CE4572835AE69E041E4CDB7506',X'DCEF664B8D2406FF1D6E911756416A2A415F1122B415150E73EE966438C4A37E1240D85869CA052DA3C805C2B6992B3CD84EB5F745DE31D898E8BA3E489CB9AB',1796008383448230);
INSERT INTO "batches" VALUES(1,9,9,X'B7BB9CDBC4F9F87F1C28FC9E0E9D587ED4BC8E8A3864C499AA749F64FE18A92B',X'7FD178D79F55A7250C842417867D1D2B6368D83A22D0B05EADB95EA8FB0DB939',X'B7BB9CDBC4F9F87F',1796008383716233);
INSERT INTO "batches" VALUES(1,10,10,X'8A9933298DB879B37716A8AB0B83B1B804900EE751DE763DF580E06E5CD6CA65',X'C16C9EC540A8B7B672B9251F9481AA19A64669D0733BF390DA7227E06280CDBD',X'8A9933298DB879B3',1796008383805564);
INSERT INTO "batches" VALUES(1,11,11,X'C2FC07A32A7D7A5471DF0D11500E1034E584E6041A7D58D4F97CB43CA6841A67',X'75E06E58AC5C66D9039107AFB2D74CBC63385CEAF0B96C57126076FEE90F295B',X'C2FC07A32A7D7A54',1796008384253995);
INSERT INTO "batches" VALUES(1,12,13,X'BCCB5B32DE1DFDA41BB68BFFCC10A41A4E7552A2AB063E50ABB77A323A8C462E',X'C001FAE1F6A2652E2EB4C158D0F48DFC78151703252B45538DD9E2FCDF4DBB9E',X'1DBBED3020D9F3F11CDC39618CCF3DF1',1796008384269857);
INSERT INTO "batches" VALUES(1,14,14,X'E9C49913101AA72A0235B845DA4D182E7C1F2510EECC59A39A68F7E8359DE752',X'FF6389CFC8CFBCB5607136309EBBC0C15B87B9B7A082A5E6A42FAE4FA6F850DB',X'E9C49913101AA72A',1796008384287713);
INSERT INTO "batches" VALUES(1,15,15,X'D955517ACED8ED978E15F20663DB650EE5385A6F4862C2742BA24AE14BB97F8E',X'9149CDE39B3A56DC337845888C773E8020407682A63113ABAE55F268C1E2AB93',X'D955517ACED8ED97',1796008384297841);
INSERT INTO "batches" VALUES(1,16,16,X'9DCD2A2D697FC2079FC34E91F3482457B9EEF765FBB4146DD121F010D3714FB4',X'173BB174A9D55BAFC10F4019537778ED3431CD9828F55C8E48E205B032D782A2',X'9DCD2A2D697FC207',1796008384316935);
INSERT INTO "batches" VALUES(1,17,17,X'52DE12363F06AF6400004BD6A3323BEEB0BCB48C6C525EFDC5E59F8979B21381',X'628DAE5F485C42163EC58DD849EC8867B9837793A2174D876906D1D308BB8CC4',X'52DE12363F06AF64',1796008384341393);
INSERT INTO "batches" VALUES(1,18,18,X'F9D7324563F66A60DDEEC8BC629AD77DDF46BAFF11DD5B6D90CBE10E017EB9DD',X'6FA3DF3EBC6D38C8D682855D57EBC6786F6DE8AD98CFEB8B6F6D89E9C55BF66B',X'F9D7324563F66A60',1796008384347537);
INSERT INTO "batches" VALUES(1,19,19,X'25836B5B3DD4C3A81BA7C97128DDBF3115E391A7BFEACFFB8CB688ABFF164DBD',X'A9A86A5DDA8E42AD8EFA51D5173D5798A727A6CBFAAC591C9CF7DDAFAE5A10C0',X'25836B5B3DD4C3A8',1796008384359844);
INSERT INTO "batches" VALUES(1,20,20,X'3AE19E6EF8BDD364C3D5C0B7E0A630FE3F689D9E2959F107986D61E0B73AF749',X'2C001889EC16470D1B8F96FB87662097B190493C713DF4581B7D581F7A80E3CD',X'3AE19E6EF8BDD364',1796008384400582);
INSERT INTO "batches" VALUES(1,21,22,X'1086DEC84E21FBB602E91DF42C7EA9599DFBE018D6922167C1194151B41DDF82',X'328B0B19A573E9732621604414F7ED0EF110445683F4B1586A561B4958F496D0',X'222C000931E20799B8901DD9134B39E5',1796008384413840);
INSERT INTO "batches" VALUES(1,23,23,X'112A3CAFF839AA786EA9398661E35CEC078108DCD5F632DB76DB9E0989BACE22',X'9783F363A352780947B5EEC07D88D199DBBFFB9DDAE2C6FFA3906D2C028D576A',X'112A3CAFF839AA78',1796008384496806);
INSERT INTO "batches" VALUES(1,24,25,X'E8B3E8AB9BC2B79EA13895A4EF8319F7BC506189587A8E0E138FCED4A773ABF2',X'54928F872811C85573B3714BE4511A821807AC5B0A22AD501FE79F867511EF6C',X'4A932A6388AC8395E8F7316AFF8ED2E1',1796008384499010);
INSERT INTO "batches" VALUES(1,26,27,X'FF27C03D0CFD4DDCDCF515E8727661CEF7A58DA25D8D853A1129E4BB10326C00',X'488D358A28C69026578A876D623E4D8C4B81D95FAADFCADD1C1EEA5D8D961E94',X'A1F6A1D41222E0BB12280C094DF5E09B',1796008384503651);
INSERT INTO "batches" VALUES(1,28,28,X'E7770D051AC466219DE373FD0A2BAEB07EA049692849D217DDF7718454994B23',X'EE700179AD3A83E4CBF7728C1C88CC89CFDEC2B6B0210B849695989BDFF6566E',X'E7770D051AC46621',1796008384508135);
INSERT INTO "batches" VALUES(1,29,29,X'7BC7AFF1B12ECC35E8F83DFC082CF1F30260897B57B1A4183A21BF62A57397EE',X'1F0A24BDA9705E0C03B3BC8DDA4BCA357E5EE4D5D6BBFAF1E9A8C82D87F3A15D',X'7BC7AFF1B12ECC35',1796008384517235);
INSERT INTO "batches" VALUES(1,30,30,X'70D0131BDA12D473299851F960D281FBAC59CAD017C92B92D9A1AB661697DECB',X'CFD14F574A8CBDBF3E2D978D7043A5D55526B9D81E8474CA0531830644B7AEC3',X'70D0131BDA12D473',1796008384563279);
INSERT INTO "batches" VALUES(1,31,31,X'B815E08A54458884D6ACD342150DA344BAEFA020BF0A017BCC38F1EF4D2FD991',X'B5FF6D806A950DEF2674D19E1FF0D2480F5F6E18B37B305F6912DE1B17ED8988',X'B815E08A54458884',1796008384587860);
INSERT INTO "batches" VALUES(1,32,32,X'F4F5CD8E8581FA9B8B4620CE7EF044511E90D14A08F50EEF959DD4A0CD3DB8F5',X'8599F1E8CDC44C463F60EDDFCE3B159E1EAFEFD4D1D3AD485EF7A7093ED864A5',X'F4F5CD8E8581FA9B',1796008385261486);
INSERT INTO "batches" VALUES(1,33,33,X'D7FD70FEB1AC8622CEAD9DA2B0553657CA8CF804F9AA13C856AE63E3C2B2F071',X'6569BCDFF058675D024093B7BB2AE5B507E4A34C747FD1F3B1B8361018A88CA6',X'D7FD70FEB1AC8622',1796008385457984);
CREATE TABLE canned_responses (
    tenant_id bigint not null,
    id bigint not null,
    title text not null,
    body text not null, -- with variables
    shortcut text not null,
    category text not null,
    owner_id bigint,
    department_id bigint,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
INSERT INTO "canned_responses" VALUES(1,385629278168940544,'跟进','我们在跟进','gj','',385629272569544718,NULL,NULL,1);
CREATE TABLE created_days (
    tenant_id bigint not null,
    day bigint not null,
    department_id bigint not null,
    status text not null,
    tickets bigint not null,
    responded bigint not null,
    response_s bigint not null, -- of those responded, together
    resolved bigint not null,
    resolution_s bigint not null, -- of those resolved, together
    primary key (tenant_id, day, department_id, status)
);
INSERT INTO "created_days" VALUES(1,20261130,385629272569544716,'new',1,0,0,0,0);
INSERT INTO "created_days" VALUES(1,20261130,385629272569544716,'closed',1,0,0,1,0);
INSERT INTO "created_days" VALUES(1,20261130,385629272569544716,'resolved',1,0,0,1,0);
INSERT INTO "created_days" VALUES(1,20261130,385629274998046720,'open',1,1,0,0,0);
CREATE TABLE customer_attributes (
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
CREATE TABLE customer_consents (
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
CREATE TABLE customer_contacts (
    tenant_id bigint not null,
    kind text not null,
    blind_index text not null,
    customer_id bigint not null,
    value blob not null,
    added_at bigint not null,
    primary key (tenant_id, kind, blind_index)
);
INSERT INTO "customer_contacts" VALUES(1,'phone','iRFhBVELaUg956FceW9gf23IZWsOVSjNJ2EBk7QBhpo',385629277216833536,X'010000000128F914F58C0AB3FDEF980F540DE97E76855DE2E7074D61A3AF9666BA8D9FD435180A01B0859D000B1B7F335B05D33D6449E5AFD77D',1796008384334419);
INSERT INTO "customer_contacts" VALUES(1,'email','ehp3MU8K7G2HzqtEe36SBiB4oIa0IqOYU-AhzQDLXzE',385629277216833536,X'0100000001C25C65E1FB4BF9C93CC3D1256DFCED8E132E3F7E07A65D1AA94EAF0A2C850C5906942141D8FCAF244F0A2ED1889A91A2FB5D221BB8ECD4',1796008384334419);
INSERT INTO "customer_contacts" VALUES(1,'phone','Pz5hff2lGLP0EOkIxis1Z-CKMmrapdurwXFBatOoPCw',385629277317496832,X'01000000017CDDC94ACED4621288A8D00C85E51450AFA523F2F023C1E1EB9C290CB3D1164EF6C67527E17D92067DFFA944DB009E38DD7089BB02',1796008384358859);
INSERT INTO "customer_contacts" VALUES(1,'email','94up0u-ozO6VEZo3LhfGQqkgO4-M7J_bEB3clLusXic',385629277355245568,X'0100000001A5B97EC82A6CA91D673863FD7D2E4B872F26F3C8B65BA799BC3E02506BFAC054340C380270676E0F2D533D39439716952C784D3BE985',1796008384367267);
CREATE TABLE customer_events (
    tenant_id bigint not null,
    customer_id bigint not null,
    event_id bigint not null,
    primary key (tenant_id, customer_id, event_id)
) without rowid;
CREATE TABLE customer_merge_items (
    tenant_id bigint not null,
    merge_id bigint not null,
    kind text not null, -- ticket, consent, identity, phone, email
    item_id bigint not null, -- of a ticket or consent, else 0
    blind_index text not null, -- of a contact, else ''
    primary key (tenant_id, merge_id, kind, item_id, blind_index)
) without rowid;
CREATE TABLE customer_merges (
    tenant_id bigint not null,
    id bigint not null,
    from_id bigint not null,
    into_id bigint not null,
    merged_at bigint not null,
    undone_at bigint,
    primary key (tenant_id, id)
);
CREATE TABLE customer_secrets (
    tenant_id bigint not null,
    customer_id bigint not null,
    field text not null, -- id_number, address, fields.<key>
    value blob not null,
    blind_index text not null,
    primary key (tenant_id, customer_id, field)
);
CREATE TABLE customer_suggestions (
    tenant_id bigint not null,
    customer_id bigint not null,
    other_id bigint not null,
    suggested_at bigint not null,
    primary key (tenant_id, customer_id, other_id)
) without rowid;
CREATE TABLE customer_words (
    tenant_id bigint not null,
    word text not null,
    customer_id bigint not null,
    primary key (tenant_id, word, customer_id)
) without rowid;
INSERT INTO "customer_words" VALUES(1,'韩梅梅',385629277216833536);
INSERT INTO "customer_words" VALUES(1,'林涛',385629277317496832);
INSERT INTO "customer_words" VALUES(1,'吴刚',385629277355245568);
CREATE TABLE customers (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    created_at bigint not null,
    version bigint not null, organization_id bigint, vip bigint not null default 0, care text not null default '[]', fields text not null default '{}', created_by bigint, merged_into bigint, erased_at bigint,
    primary key (tenant_id, id)
);
INSERT INTO "customers" VALUES(1,385629277216833536,'韩梅梅',1796008384334419,1,NULL,0,'[]','{}',NULL,NULL,NULL);
INSERT INTO "customers" VALUES(1,385629277317496832,'林涛',1796008384358859,1,NULL,0,'[]','{}',NULL,NULL,NULL);
INSERT INTO "customers" VALUES(1,385629277355245568,'吴刚',1796008384367267,1,NULL,0,'[]','{}',NULL,NULL,NULL);
CREATE TABLE deleted_tickets (
    tenant_id bigint not null,
    id bigint not null,
    number text not null,
    subject text not null,
    description text not null,
    type_id bigint not null,
    status text not null,
    status_category text not null,
    priority text not null,
    channel text not null,
    department_id bigint,
    assignee_id bigint,
    requester_id bigint not null,
    created_by bigint,
    tags text not null,
    fields text not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    first_responded_at bigint,
    resolved_at bigint,
    closed_at bigint,
    first_response_due_at bigint not null,
    resolution_due_at bigint not null,
    next_due_at bigint not null,
    opened_department_id bigint,
    sealed blob,
    form_version bigint not null,
    promised_at bigint,
    nudges bigint not null,
    nudged_at bigint,
    deleted_at bigint not null,
    deleted_by bigint,           -- a person
    delete_reason text not null, snoozed_until bigint,
    primary key (tenant_id, id)
);
CREATE TABLE department_members (
    tenant_id bigint not null,
    user_id bigint not null,
    department_id bigint not null,
    primary key (tenant_id, user_id, department_id)
);
INSERT INTO "department_members" VALUES(1,385629272569544718,385629272569544716);
INSERT INTO "department_members" VALUES(1,385629275123875840,385629274998046720);
CREATE TABLE departments (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    parent_id bigint,
    lead_id bigint,
    archived_at bigint,
    version bigint not null, routing text not null default 'queue',
    primary key (tenant_id, id)
);
INSERT INTO "departments" VALUES(1,385629272569544716,'客服部',NULL,385629272569544718,NULL,2,'queue');
INSERT INTO "departments" VALUES(1,385629274998046720,'物流部',NULL,NULL,NULL,1,'least_load');
CREATE TABLE events (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint,
    at bigint not null,
    actor_kind text not null,
    actor_id bigint,
    kind text not null,
    visibility text not null,
    state text,
    content text,
    salt blob,
    content_hash blob not null,
    seq bigint, request_id text,
    primary key (tenant_id, id),
    unique (tenant_id, seq)
);
INSERT INTO "events" VALUES(1,385629272569544705,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","users.manage","settings.manage","audit.read","customers.read_all","customers.edit","customers.merge","customers.reveal","customers.export","customers.erase","tickets.export","tickets.delete"],"role_id":"385629272569544704","name":"管理员"}}',X'82D207C291C000860EFBC9807511BBBC',X'BD588B450C93F460433993291CE0989FA81D0812B3E37117157F2B5F61123F76',1,NULL);
INSERT INTO "events" VALUES(1,385629272569544707,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"],"role_id":"385629272569544706","name":"客服"}}',X'A86F03CA87257C91DF6A109B180FE229',X'9628F961D65E02C22A58DBE641AFB2623F7ED8A53366FCC8038DC8BF13DE5959',2,NULL);
INSERT INTO "events" VALUES(1,385629272569544709,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"],"role_id":"385629272569544708","name":"处理人"}}',X'CE44F278A590AC7EDE2A63D8C79FC957',X'D3105FCC4B863D463B735AF4B748D641FBB21D359C302ACE896C0635D7BD087A',3,NULL);
INSERT INTO "events" VALUES(1,385629272569544711,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit","tickets.export","tickets.delete"],"role_id":"385629272569544710","name":"主管"}}',X'CDBD10E104029AD2EC81BEB2F3F266F2',X'BFE4392E8721DC9153DCA255BE523057B62131B85C3FB14FD2158B8915F935EB',4,NULL);
INSERT INTO "events" VALUES(1,385629272569544713,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.read_all","customers.edit","customers.merge","customers.reveal"],"role_id":"385629272569544712","name":"客服台"}}',X'28FCC1E2C472EB620A4FEB13A941C9F7',X'632BEE7B55F9B7E9E01437EEC9C6CAF6FAF7FBC57C344A64A0C4031BB5C6ADCA',5,NULL);
INSERT INTO "events" VALUES(1,385629272569544715,NULL,1796008383226444,'system',NULL,'role_created','internal',NULL,'{"data":{"permissions":["tickets.read","tickets.read_all","audit.read"],"role_id":"385629272569544714","name":"只读审计"}}',X'0D900914960173BEC3AC26372CF47B28',X'B7B77A5BFCE153F8B1464F8DA9623042D77514A2C9B804B854077BE1CFC8EFB9',6,NULL);
INSERT INTO "events" VALUES(1,385629272569544717,NULL,1796008383226444,'system',NULL,'department_created','internal',NULL,'{"data":{"name":"客服部","parent_id":null,"lead_id":null,"routing":"queue","department_id":"385629272569544716"}}',X'A57DCEA06AD7660E31C5DFA7F64087E7',X'4F2274B6057F0215D8E21577AD25EFBFEC6726F3C96C259A7D11F9788F767661',7,NULL);
INSERT INTO "events" VALUES(1,385629272569544719,NULL,1796008383226444,'system',NULL,'user_created','internal',NULL,'{"data":{"name":"管理员","roles":["管理员"],"department_ids":["385629272569544716"],"user_id":"385629272569544718","login":"admin"}}',X'35DD3DF0D16E06192AEB7621F2506E6C',X'CAD7AA8C76C0922B4A9B71CD56AD18C08C4F93BDAFCC31E67135C79DD98017E9',8,NULL);
INSERT INTO "events" VALUES(1,385629273777504257,NULL,1796008383514303,'agent',385629272569544718,'signed_in','internal',NULL,'{"data":{"session_id":"385629273777504256","remote_address":"127.0.0.1"}}',X'BC58CCAEE53065BF694E1E92F8ED67D3',X'6E22E9B435573291F468F54076AAF47610C71AB1B9C3B501289656FA81880FBA',9,'27c3defc1c0e4e24');
INSERT INTO "events" VALUES(1,385629274998046721,NULL,1796008383805127,'agent',385629272569544718,'department_created','internal',NULL,'{"data":{"name":"物流部","parent_id":null,"lead_id":null,"routing":"least_load","department_id":"385629274998046720"}}',X'049E0B1307E2E65256F91F901EA57A8B',X'A04C6F4E1C5BA0DC99B82C5D69B0A6DCB8A63A65F6C4B03C9CEEDA7859960A86',10,'60e2f3471fbf8104');
INSERT INTO "events" VALUES(1,385629275123875841,NULL,1796008383835183,'agent',385629272569544718,'user_created','internal',NULL,'{"data":{"name":"李雷","roles":["处理人"],"department_ids":["385629274998046720"],"user_id":"385629275123875840","login":"lilei"}}',X'2DAB95BB9F96559A81B3073D06E94757',X'B30AD4346F0B5FB586878131D4E887ABD21ABBC15FFC435E016660FD5B8225A1',11,'3dbbe7c84b882990');
INSERT INTO "events" VALUES(1,385629276914843649,NULL,1796008384262662,'agent',385629272569544718,'type_created','internal',NULL,'{"data":{"path":"售后","department_id":"385629272569544716","priority":"normal","is_public":false,"is_sensitive":false,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629276914843648"}}',X'A9E09AAF6302B1399B364C87F99D4EA0',X'B00041805017A6234C4A0A957302BECE5132DD5D9A0452EFC4DFD049DA17FEAE',12,'ec8dd4c4a4c9112f');
INSERT INTO "events" VALUES(1,385629276914843651,NULL,1796008384262662,'agent',385629272569544718,'type_created','internal',NULL,'{"data":{"path":"售后/维修","department_id":"385629272569544716","priority":"normal","is_public":true,"is_sensitive":false,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629276914843650"}}',X'E5E8540AE595A5C292D139348DA7C771',X'FC71CA73B2CBAAACFDF37A92C21BC6F9EDD9D7A84741FD678A9C54D52FAA44E8',13,'ec8dd4c4a4c9112f');
INSERT INTO "events" VALUES(1,385629276990341121,NULL,1796008384280347,'agent',385629272569544718,'type_changed','internal',NULL,'{"data":{"field":"fields.serial","before":null,"after":{"label":"序列号","help":"","options":[],"default_value":null,"required":false,"required_if":null,"shown_if":null,"read_only":false,"read_only_if":null,"agents_only":false,"position":0,"id":"385629276990341120","type_id":"385629276914843650","key":"serial","kind":"text","filterable":true,"archived":false},"type_id":"385629276914843650","path":"售后/维修"}}',X'01F77F742BD121986BA0F0D5A13E652E',X'433B851631BCF9A517BA1EBD5078049AE296FC9CFD94BD9F8D71AE5037A3CD38',14,'a9208d4173b1673a');
INSERT INTO "events" VALUES(1,385629277044867073,NULL,1796008384293711,'agent',385629272569544718,'type_created','internal',NULL,'{"data":{"path":"病历","department_id":"385629272569544716","priority":"normal","is_public":false,"is_sensitive":true,"required_skills":[],"number_pattern":null,"priority_labels":{"low":null,"normal":null,"high":null,"urgent":null},"type_id":"385629277044867072"}}',X'46F9514D37CFE08BDCAA23190537B7A2',X'7CE26385A316435913D63B7EF9F8B31A8E812E0CF501B17E6A75674C157C4425',15,'19ffa145691c852e');
INSERT INTO "events" VALUES(1,385629277086810113,NULL,1796008384303727,'agent',385629272569544718,'tag_created','internal',NULL,'{"data":{"name":"加急","colour":"#d9480f","description":"","tag_id":"385629277086810112"}}',X'E709D7053B7E40C59F7E7695B0F293A3',X'35F783C1BE9A3EBC72DF275202DC60269F2C54D30E211A320AE2898FA8833110',16,'5d202b44648027cd');
INSERT INTO "events" VALUES(1,385629277216833539,385629277216833537,1796008384334419,'agent',385629272569544718,'ticket_opened','public',NULL,'{"body":"周一又不加热了。","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629272569544716","assignee_id":null}},"number":"GD20261130001","channel":"api","priority":"normal","requester_id":"385629277216833536"}}',X'2C56E25B2D458F9F934F74693E5FA6DE',X'14177D3D9DAC29AC2D294B2F2EE9646968581B36F4971C447C23255BE08C96AB',17,'d8b01dade3a741b1');
INSERT INTO "events" VALUES(1,385629277267165186,385629277267165184,1796008384346341,'agent',385629272569544718,'ticket_opened','public',NULL,'{"body":"同一台。","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629272569544716","assignee_id":null}},"number":"GD20261130002","channel":"api","priority":"normal","requester_id":"385629277216833536"}}',X'B8CA91AEC186D9F0DF198254C0EEDAF7',X'7B63351EA5AD898C8BDE1152DC9D75B01FE1CFCF27A72C6B847F36D174AF16F1',18,'6ebd223c6856b5df');
INSERT INTO "events" VALUES(1,385629277317496835,385629277317496833,1796008384358859,'agent',385629272569544718,'ticket_opened','public',NULL,'{"encrypted":"AQAAAAK0MT8mVbUSsfBkm728tsab7GtaFVgkba4IqdljGaJXRODvLTG9MeHfrA80Xpux-TvtWn02Ksl6TZJIZkX0frtOdne04APx1hzat7gb7ZFKgTJpSpyT7Sc9oi_TNHP0G-8VMLMpwBSb1ATzc0kTVRN50QdGXJ7Lg5ExYZMSwAPOxyOvLGvIt8dlKOZFlM-lcRmJ3ol9UTK2uKhjGffYa0Z-BigumDQdozZC1fHE9MbtRUru1hmwHXUt5NV51AVPfCL7U4iw7FEb70KE2ciXNH3CzusWVm2pNhP8LTSgA1_0nwcYcIsgCawnxi_Q9MuhpYKhRQBTTKLJkjssLIuw0SGIP9p3HT5HNg"}',X'52FF12342BD5C5EB6D8200AB8665A06B',X'B4C32C725865F6C9590483BB498FFCC985E981FB63DE3B4A44214B11008C8724',19,'2b8c7ef7f1f99b14');
INSERT INTO "events" VALUES(1,385629277355245571,385629277355245569,1796008384367267,'agent',385629272569544718,'ticket_opened','public',NULL,'{"body":"改一下","data":{"stage":{"from":null,"to":{"status":"new","department_id":"385629272569544716","assignee_id":null}},"number":"GD20261130004","channel":"api","priority":"normal","requester_id":"385629277355245568"}}',X'22D1EE672AD5E39C5C8E39E7E243C46C',X'B5804820614849DB077A414621780585787EB8BE7627F9FBC1CBE29FC64CD346',20,'a18e9d207d2472cd');
INSERT INTO "events" VALUES(1,385629277523017728,385629277216833537,1796008384407518,'agent',385629272569544718,'message','public',NULL,'{"body":"已约师傅上门"}',X'38FC622AB36204F88794353874FB8B44',X'8DD69A1C1D4B160CB679ADCA30A40F7690B297E3B046A2C3299D90E220DED2A8',21,'4a66fbba6c2b5c98');
INSERT INTO "events" VALUES(1,385629277523017729,385629277216833537,1796008384407518,'agent',385629272569544718,'status_changed','internal',NULL,'{"data":{"stage":{"from":{"status":"new","department_id":"385629272569544716","assignee_id":null},"to":{"status":"open","department_id":"385629272569544716","assignee_id":null}}}}',X'2C153C0CF6546D0A3EF53453C485C1E4',X'4C96BF3F3D77AF143B220DC85F5698213E975CCE1655D634EA8210490985EFD4',22,'4a66fbba6c2b5c98');
INSERT INTO "events" VALUES(1,385629277896310784,385629277216833537,1796008384496246,'agent',385629272569544718,'message','internal',NULL,'{"body":"第三次了"}',X'C3EB9947B083FFEF0D8042E0A7D72C32',X'1A9B37D32B6FB473DA8819496B8344A98A8E5E4B5831E8C3BB4C26BB080E55A7',23,'c24c588936620141');
INSERT INTO "events" VALUES(1,385629277900505088,385629277267165184,1796008384497978,'agent',385629272569544718,'merged','internal',NULL,'{"data":{"stage":{"from":{"status":"new","department_id":"385629272569544716","assignee_id":null},"to":{"status":"closed","department_id":"385629272569544716","assignee_id":null}},"into_id":"385629277216833537"}}',X'2CD92052F2021F278A354FAA151F445B',X'3336C84F3677020CD420EB035C1065225E6F67D50B0D2228A6AD73EC2EC6FBA1',24,'7dcfe9e618dadafe');
INSERT INTO "events" VALUES(1,385629277900505089,385629277216833537,1796008384497978,'agent',385629272569544718,'merged','internal',NULL,'{"data":{"from_id":"385629277267165184","number":"GD20261130002"}}',X'32684D702A9FF034544B868DB010D73E',X'90AB2B890091B2A4536083F38DAEC9A5083840F557A6451A7BBD6CF671CBAEB5',25,'7dcfe9e618dadafe');
INSERT INTO "events" VALUES(1,385629277925670912,385629277216833537,1796008384503044,'agent',385629272569544718,'linked','internal',NULL,'{"data":{"kind":"related","end":"from","ticket_id":"385629277355245569","number":"GD20261130004"}}',X'62636CF27724E57538BB8BAFA572672C',X'0B8AC9F4E769B38D6509C98707F6C8913F3825DBD9B85410A83585D66F2B7998',26,'7427c6449979254d');
INSERT INTO "events" VALUES(1,385629277925670913,385629277355245569,1796008384503044,'agent',385629272569544718,'linked','internal',NULL,'{"data":{"kind":"related","end":"to","ticket_id":"385629277216833537","number":"GD20261130001"}}',X'5D7F29D03AF3C1BAF3245CD918DE235F',X'89945091E2ED2D6B9D7BDB2BB26FD7D269F2DDA705E24FE397303B47EFA8D318',27,'7427c6449979254d');
INSERT INTO "events" VALUES(1,385629277942448128,385629277216833537,1796008384507459,'agent',385629272569544718,'transferred','internal',NULL,'{"data":{"stage":{"from":{"status":"open","department_id":"385629272569544716","assignee_id":null},"to":{"status":"open","department_id":"385629274998046720","assignee_id":"385629275123875840"}},"note":"请联系"}}',X'F1EF3CEC483DD2FDA3D902364AB3CE8F',X'2C05DDFCD1ABE7C6A1EF96ADE2CBC0A264C0E8DC1C8E364F94475769121917FC',28,'be92b9e0dcc39cfe');
INSERT INTO "events" VALUES(1,385629277980196864,385629277355245569,1796008384516577,'agent',385629272569544718,'status_changed','internal',NULL,'{"body":"改好了","data":{"stage":{"from":{"status":"new","department_id":"385629272569544716","assignee_id":null},"to":{"status":"resolved","department_id":"385629272569544716","assignee_id":null}}}}',X'6D7D60A598E77AF575319DD84254918A',X'527E9C1812B35ADD43E4F58D477B8BE356EF62BBDA2CFD86D4742D4A0811F89F',29,'61e7a740fd8cfef0');
INSERT INTO "events" VALUES(1,385629278168940545,NULL,1796008384561363,'agent',385629272569544718,'canned_response_created','internal',NULL,'{"data":{"title":"跟进","body":"我们在跟进","shortcut":"gj","category":"","canned_response_id":"385629278168940544","sharing":"personal"}}',X'53A1D00F26E72D1C490EA655A4764A74',X'7D8372E758A91D58F440D3FE975EA8405B8B27A8EE7D57E3716A21A5394DB379',30,'4a3b6b97915b3e1e');
INSERT INTO "events" VALUES(1,385629278227660801,NULL,1796008384575762,'agent',385629272569544718,'organization_created','internal',NULL,'{"data":{"name":"接棒商城","organization_id":"385629278227660800"}}',X'0F7F77C93C9F3DB27B8D3E9BE154C3A1',X'A0B397EE9A6C8E672A4FFC4F8BD20E2A6D0A617B061524E6C1B81F503EAE02F6',31,'aed34d98b566b37e');
INSERT INTO "events" VALUES(1,385629279150407681,NULL,1796008384795703,'agent',385629275123875840,'signed_in','internal',NULL,'{"data":{"session_id":"385629279150407680","remote_address":"127.0.0.1"}}',X'CAE21D0A8D24D4B2305C068667F8063D',X'9ADA1EE54E8697B8FFE1E246EA76900C1CC75890099E981789E30E9FF7AD7F08',32,'4a17d23b54c19d6a');
INSERT INTO "events" VALUES(1,385629281889288194,385629277216833537,1796008385448348,'agent',385629275123875840,'reminder_set','internal',NULL,'{"body":"回电话","data":{"reminder_id":"385629281889288192","kind":"reminder","at":"2040-01-01T09:00:00Z","user_id":"385629275123875840"}}',X'2E4265C192EE3A736A1DD0A01F14FDE6',X'62BB1D3FCB9CAD5A8D0847D21C754261DBB7378EB1D4A7FF10269A1F370503FB',33,'16cdcea8de61fedc');
CREATE TABLE form_fields (
    tenant_id bigint not null,
    id bigint not null,
    key text not null,
    kind text not null,
    filterable smallint not null,
    primary key (tenant_id, id)
);
INSERT INTO "form_fields" VALUES(1,385629276990341120,'serial','text',1);
CREATE TABLE forms (
    tenant_id bigint not null,
    type_id bigint not null,
    version bigint not null,
    fields text not null,
    made_at bigint not null,
    primary key (tenant_id, type_id, version)
);
INSERT INTO "forms" VALUES(1,385629276914843650,1,'[{"label":"序列号","help":"","options":[],"default_value":null,"required":false,"required_if":null,"shown_if":null,"read_only":false,"read_only_if":null,"agents_only":false,"position":0,"id":"385629276990341120","type_id":"385629276914843650","key":"serial","kind":"text","filterable":true,"archived":false}]',1796008384280347);
CREATE TABLE handovers (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint not null,
    given_by bigint,            -- a person; null when nobody in particular
    from_department_id bigint,
    from_assignee_id bigint,
    to_department_id bigint,
    to_assignee_id bigint,
    state text not null,        -- waiting, accepted, withdrawn, bounced, returned
    given_at bigint not null,
    settled_at bigint, settled_by bigint,
    primary key (tenant_id, id)
);
INSERT INTO "handovers" VALUES(1,385629277942448129,385629277216833537,385629272569544718,385629272569544716,NULL,385629274998046720,385629275123875840,'waiting',1796008384507459,NULL,NULL);
CREATE TABLE held_messages (
    tenant_id bigint not null,
    ticket_id bigint not null,
    event_id bigint not null,
    author_id bigint not null,      -- a person
    then_status text,               -- what the ticket becomes once it is sent
    stopped_at bigint,              -- since when its author is asked
    released_at bigint,             -- when the customer got it
    primary key (tenant_id, ticket_id, event_id)
);
CREATE TABLE idempotency_keys (
    tenant_id bigint not null,
    scope text not null,
    idempotency_key text not null,
    status bigint not null,
    etag text not null,
    created_at bigint not null,
    sealed blob not null,
    primary key (tenant_id, scope, idempotency_key)
);
CREATE TABLE incident_answers (
    tenant_id bigint not null,
    id bigint not null,
    problem_id bigint not null,
    scope text not null,        -- hash of who asks, about what, under which key
    request_hash text not null,
    outcome text,               -- JSON; null until all were answered
    created_at bigint not null,
    primary key (tenant_id, id)
);
CREATE TABLE key_rotations (
    tenant_id bigint not null,
    place bigint not null,
    position text not null,
    began_at bigint not null,
    primary key (tenant_id)
);
CREATE TABLE known_addresses (
    tenant_id bigint not null,
    address_hash text not null, -- of login and network
    user_id bigint not null,
    last_at bigint not null,
    primary key (tenant_id, address_hash)
);
INSERT INTO "known_addresses" VALUES(1,'0918a3927b9153fd43f30d7c31e8229f6130f59d4e8d3fa06d23c65513872582',385629272569544718,1796008383514303);
INSERT INTO "known_addresses" VALUES(1,'5e27cd367c8f281dc06fdd26b1002e1e5678491d92a9568d2bf6b9c760e817b4',385629275123875840,1796008384795703);
CREATE TABLE leases (
    tenant_id bigint not null,
    name text not null,
    holder text not null,
    until_at bigint not null,
    primary key (tenant_id, name),
    foreign key (tenant_id) references tenants (tenant_id)
) without rowid;
CREATE TABLE master_keys (
    fingerprint text not null primary key,
    created_at bigint not null
);
INSERT INTO "master_keys" VALUES('ffa3615b471c724fbe4b260643ee91d7',1796008382948259);
CREATE TABLE nodes (
    node_id bigint not null primary key,
    holder text not null,
    until_at bigint not null,
    high_water bigint not null
);
INSERT INTO "nodes" VALUES(0,'',0,385629286083592194);
CREATE TABLE number_patterns (
    tenant_id bigint not null,
    pattern text not null,
    primary key (tenant_id, pattern)
);
CREATE TABLE organizations (
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
INSERT INTO "organizations" VALUES(1,385629278227660800,'接棒商城','接棒商城','',NULL,1796008384575762,1);
CREATE TABLE portal_proofs (
    tenant_id bigint not null,
    salt text not null,
    expires_at bigint not null,
    primary key (tenant_id, salt)
);
CREATE TABLE presence_choices (
    tenant_id bigint not null,
    user_id bigint not null,
    state text not null,
    at bigint not null,
    primary key (tenant_id, user_id)
);
CREATE TABLE presence_connections (
    tenant_id bigint not null,
    user_id bigint not null,
    holder text not null,
    until_at bigint not null,
    primary key (tenant_id, user_id, holder)
);
CREATE TABLE rating_questions (
    tenant_id bigint not null,
    id bigint not null,
    text text not null,
    type_id bigint,             -- null: for all types
    position bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
CREATE TABLE reader_cursors (
    tenant_id bigint not null,
    reader text not null,
    seq bigint not null,
    primary key (tenant_id, reader)
) without rowid;
INSERT INTO "reader_cursors" VALUES(1,'ticket_facts',33);
CREATE TABLE recovery_codes (
    tenant_id bigint not null,
    user_id bigint not null,
    code_hash text not null,
    primary key (tenant_id, user_id, code_hash)
);
CREATE TABLE reminders (
    tenant_id bigint not null,
    id bigint not null,
    kind text not null,             -- reminder, follow_up
    ticket_id bigint not null,
    user_id bigint,                 -- whom it is for
    department_id bigint,
    due_at bigint not null,
    note blob not null,             -- encrypted
    created_by bigint not null,     -- a person
    created_at bigint not null,
    reminded_at bigint,             -- when it came due
    ended_at bigint,                -- removed, or done
    ended_by bigint,                -- a person
    result blob,                    -- encrypted; of a follow-up that was done
    primary key (tenant_id, id)
);
INSERT INTO "reminders" VALUES(1,385629281889288192,'reminder',385629277216833537,385629275123875840,NULL,2209021200000000,X'0100000001F4B70C6A7BF3773877C4FE7C94CF786BF901640B724F3460FA2871C023A68D18A2A623FFE1E9891AEA7FB6F39B7BE5FC10',385629275123875840,1796008385448348,NULL,NULL,NULL,NULL);
CREATE TABLE resolved_days (
    tenant_id bigint not null,
    day bigint not null,
    department_id bigint not null,
    tickets bigint not null,
    primary key (tenant_id, day, department_id)
);
INSERT INTO "resolved_days" VALUES(1,20261130,385629272569544716,2);
CREATE TABLE roles (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    permissions text not null, archived_at bigint, version bigint not null default 1, -- JSON list of permission words
    primary key (tenant_id, id)
);
INSERT INTO "roles" VALUES(1,385629272569544704,'管理员','["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","users.manage","settings.manage","audit.read","customers.read_all","customers.edit","customers.merge","customers.reveal","customers.export","customers.erase","tickets.export","tickets.delete"]',NULL,1);
INSERT INTO "roles" VALUES(1,385629272569544706,'客服','["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"]',NULL,1);
INSERT INTO "roles" VALUES(1,385629272569544708,'处理人','["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit"]',NULL,1);
INSERT INTO "roles" VALUES(1,385629272569544710,'主管','["tickets.read","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.edit","tickets.export","tickets.delete"]',NULL,1);
INSERT INTO "roles" VALUES(1,385629272569544712,'客服台','["tickets.read","tickets.read_all","tickets.create","tickets.edit","tickets.reply","tickets.assign","customers.read_contact","customers.read_all","customers.edit","customers.merge","customers.reveal"]',NULL,1);
INSERT INTO "roles" VALUES(1,385629272569544714,'只读审计','["tickets.read","tickets.read_all","audit.read"]',NULL,1);
CREATE TABLE schema_migrations (number bigint not null primary key, name text not null, sha256 text not null, applied_at bigint not null);
INSERT INTO "schema_migrations" VALUES(1,'0001_base','f39f17f5e1114dcb78bd16df8ea0f2fa7776992aaae03b910dd63e2ff7d3524f',1796008382228928);
INSERT INTO "schema_migrations" VALUES(2,'0002_events','0fc3fcce8381fa6843ec0d1f62292c25ea7f12b64c4dd149ed73483be8a025c7',1796008382229297);
INSERT INTO "schema_migrations" VALUES(3,'0003_users','2e124e8936112ae57a6f72a177ffa06a9d3529238525331ff4ee170500770db0',1796008382229838);
INSERT INTO "schema_migrations" VALUES(4,'0004_tickets','9c7ad59d212a3c1352d7027eff84eb354bccf2d434ad0148eb5aad84cd1f34a8',1796008382230564);
INSERT INTO "schema_migrations" VALUES(5,'0005_access','972e5f980b9a000b91eafe1a905059acc896e9d01385fe341497cd2cf439409c',1796008382232611);
INSERT INTO "schema_migrations" VALUES(6,'0006_sign_in','0bb3a879bf826a1994b39a42c51ad2fec48eb6a9be5bd0833c850a9fe6f49abe',1796008382440114);
INSERT INTO "schema_migrations" VALUES(7,'0007_keys','dae4c1d85bf82449ace4e4a696b4be03b4f0571f027979e1f9d6a41463f3fdb0',1796008382440942);
INSERT INTO "schema_migrations" VALUES(8,'0008_customers','fbe97fdec203c00807eed60d30835539d6dee74b5f4ef0b048d93c6ea18ebb10',1796008382447502);
INSERT INTO "schema_migrations" VALUES(9,'0009_sealed','0352ad2222148cb870d58529d4330fd9ebe838f98077fd0cdb46952a3be2ed64',1796008382484034);
INSERT INTO "schema_migrations" VALUES(10,'0010_forms','50ec102fc4a768ac29a3211dcd9a0b68a33b73118bc2c6b3e82d49fb3082da63',1796008382690746);
INSERT INTO "schema_migrations" VALUES(11,'0011_handovers','5d7bdeddd11ba996cadaf310dd268d28ab5fd9583eef9cadc4415772a0748065',1796008382690885);
INSERT INTO "schema_migrations" VALUES(12,'0012_ticket_merges','c3f62414534051378e1484cbead23dca2dff4b71c3632e81f62a2a92fc834f55',1796008382690977);
INSERT INTO "schema_migrations" VALUES(13,'0013_facts','09166df463d5f194aad2afa5cd7a4fdd47b89148cb9c30a7b5b4d4d5ff16df3c',1796008382691273);
INSERT INTO "schema_migrations" VALUES(14,'0014_portal','e61c344f8444ace62f312c919779f0ecac580265c38e2e3ffc1d60a95005ceae',1796008382727291);
INSERT INTO "schema_migrations" VALUES(15,'0015_routing','7debb3d865e0492675747875961cea5488b5ff872e41a55751295dfc04f3b30e',1796008382764825);
INSERT INTO "schema_migrations" VALUES(16,'0016_kept_texts','3283a4b7226e54c9dab191be542397109d564bd8f21f497134cd9d89813d54b7',1796008382765035);
INSERT INTO "schema_migrations" VALUES(17,'0017_kinds','95bb0062554790bbc297b60be7589e48c346acb93f0efaace4fe0e7efc41aa26',1796008382880443);
INSERT INTO "schema_migrations" VALUES(18,'0018_recycle_bin','6baac3e2cd149800495fef74df45dc6dfaf2d5971cca52372d3f9d94d702e1f2',1796008382882917);
INSERT INTO "schema_migrations" VALUES(19,'0019_tickets_by_type','858a5e6aa6a9622a838485a3814027dea11f17884b8ae6a22f6b5dd231ce283d',1796008382883492);
INSERT INTO "schema_migrations" VALUES(20,'0020_incidents','23d1e584b5267680bd8da3975351c517e3358b079aaf1aaa5fc24893c2c796ec',1796008382883819);
INSERT INTO "schema_migrations" VALUES(21,'0021_timers','f8bdfc1d24304fe8381547dbe0f6db6b3a4283d3d27b72e7db8755692e1e7bad',1796008382905528);
INSERT INTO "schema_migrations" VALUES(22,'0022_event_requests','151ffe16d387417dec704d7679b1180f3c414c5792d91be88bedecbef3d90043',1796008382907774);
CREATE TABLE sessions (
    tenant_id bigint not null,
    id bigint not null,
    user_id bigint not null,
    token_hash text not null,
    created_at bigint not null,
    expires_at bigint not null,
    remote_address text not null,
    user_agent text not null, used_at bigint,
    primary key (tenant_id, id)
);
INSERT INTO "sessions" VALUES(1,385629273777504256,385629272569544718,'a0b318c7456fc5ec428eebfe1661c6bb46fe74bcc6d7ee8642465e0dc4d18fbd',1796008383514303,1797217983514303,'127.0.0.1','',1796008383514303);
INSERT INTO "sessions" VALUES(1,385629279150407680,385629275123875840,'c484ced6826be11556f8c5a5d493fdeb48df3f9eb95bf135f0658fd603fac252',1796008384795703,1797217984795703,'127.0.0.1','',1796008384795703);
CREATE TABLE sightings (
    tenant_id bigint not null,
    id bigint not null, -- of the event
    seen_kind text not null,
    seen_id bigint not null,
    user_id bigint not null,
    at bigint not null,
    purpose blob,
    primary key (tenant_id, id)
);
CREATE TABLE sla_targets (
    tenant_id bigint not null,
    priority text not null,
    first_response_s bigint not null,
    resolution_s bigint not null,
    primary key (tenant_id, priority)
);
INSERT INTO "sla_targets" VALUES(1,'urgent',1800,14400);
INSERT INTO "sla_targets" VALUES(1,'high',7200,28800);
INSERT INTO "sla_targets" VALUES(1,'normal',14400,86400);
INSERT INTO "sla_targets" VALUES(1,'low',28800,259200);
CREATE TABLE stages (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint not null,
    status text not null,
    department_id bigint,
    assignee_id bigint,
    entered_at bigint not null,
    left_at bigint,
    primary key (tenant_id, id)
);
INSERT INTO "stages" VALUES(1,385629277216833538,385629277216833537,'new',385629272569544716,NULL,1796008384334419,1796008384407518);
INSERT INTO "stages" VALUES(1,385629277267165185,385629277267165184,'new',385629272569544716,NULL,1796008384346341,1796008384497978);
INSERT INTO "stages" VALUES(1,385629277317496834,385629277317496833,'new',385629272569544716,NULL,1796008384358859,NULL);
INSERT INTO "stages" VALUES(1,385629277355245570,385629277355245569,'new',385629272569544716,NULL,1796008384367267,1796008384516577);
INSERT INTO "stages" VALUES(1,385629277523017730,385629277216833537,'open',385629272569544716,NULL,1796008384407518,1796008384507459);
INSERT INTO "stages" VALUES(1,385629277900505090,385629277267165184,'closed',385629272569544716,NULL,1796008384497978,NULL);
INSERT INTO "stages" VALUES(1,385629277942448130,385629277216833537,'open',385629274998046720,385629275123875840,1796008384507459,NULL);
INSERT INTO "stages" VALUES(1,385629277980196865,385629277355245569,'resolved',385629272569544716,NULL,1796008384516577,NULL);
CREATE TABLE statuses (
    tenant_id bigint not null,
    key text not null,
    name text not null,
    category text not null,
    is_default smallint not null,
    position bigint not null, type_id bigint, comment_required smallint not null default 0, moves text not null default '[]', archived_at bigint, version bigint not null default 1, portal_title text not null default '',
    primary key (tenant_id, key)
);
INSERT INTO "statuses" VALUES(1,'new','新建','new',1,1,NULL,0,'[]',NULL,1,'');
INSERT INTO "statuses" VALUES(1,'open','处理中','open',1,2,NULL,0,'[]',NULL,1,'');
INSERT INTO "statuses" VALUES(1,'pending','待客户','pending',1,3,NULL,0,'[]',NULL,1,'');
INSERT INTO "statuses" VALUES(1,'on_hold','挂起','on_hold',1,4,NULL,0,'[]',NULL,1,'');
INSERT INTO "statuses" VALUES(1,'resolved','已解决','resolved',1,5,NULL,0,'[]',NULL,1,'');
INSERT INTO "statuses" VALUES(1,'closed','已关闭','closed',1,6,NULL,0,'[]',NULL,1,'');
CREATE TABLE tag_renamings (
    tenant_id bigint not null,
    id bigint not null,
    old_name text not null,
    new_name text not null,
    ordered_by bigint,
    primary key (tenant_id, id)
);
CREATE TABLE tags (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    colour text not null,
    description text not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
INSERT INTO "tags" VALUES(1,385629277086810112,'加急','#d9480f','',NULL,1);
CREATE TABLE tenant_hosts (
    host text not null primary key, -- lower case, without port
    tenant_id bigint not null,
    foreign key (tenant_id) references tenants (tenant_id)
);
CREATE TABLE tenant_keys (
    tenant_id bigint not null,
    key_id bigint not null,
    purpose text not null,
    wrapped blob not null,
    created_at bigint not null,
    retired_at bigint,
    primary key (tenant_id, key_id)
);
INSERT INTO "tenant_keys" VALUES(1,1,'data',X'2AB046DEB75034436E69331FD9E5EEAEEA418BA0CEF351636FE7F7C26F83387B4C07C9CF57715073F6882699AAE446F6C537DE593AA79FBA193EC16AFBC1CB9B5667206BFB760CAC',1796008384337331,NULL);
INSERT INTO "tenant_keys" VALUES(1,2,'event',X'96968620EF0B9D5BA806B9B0CB3E238170A17B39C1D0B87A3C9B974869CB94E724E967C8AF842093E4BBE974AB6D19BC8BBF92A84D4DAADC1665A5BF43020849F3558CE9BA851499',1796008384337562,NULL);
INSERT INTO "tenant_keys" VALUES(1,3,'index',X'4159F51FF256C9E85172C385EA91D8E2CB5D841A05E741500B011F6FF97AB73DF49DB74156D9AD7A2C142BA8EAF4A355A19308D367B660622ABA82988AF5E102F81C3FDF4C98D378',1796008384337620,NULL);
CREATE TABLE tenants (
    tenant_id bigint not null primary key,
    name text not null,
    created_at bigint not null
, zone text not null default 'Asia/Shanghai', reopen_days bigint not null default 7, nudge_minutes bigint not null default 30);
INSERT INTO "tenants" VALUES(1,'default',0,'Asia/Shanghai',7,30);
CREATE TABLE ticket_counts (
    tenant_id bigint not null,
    status text not null,
    department_id bigint not null,
    assignee_id bigint not null,
    type_id bigint not null,
    priority text not null,
    tickets bigint not null,
    primary key (tenant_id, status, department_id, assignee_id, type_id, priority)
);
INSERT INTO "ticket_counts" VALUES(1,'new',385629272569544716,0,385629276914843650,'normal',0);
INSERT INTO "ticket_counts" VALUES(1,'new',385629272569544716,0,385629272569544720,'normal',0);
INSERT INTO "ticket_counts" VALUES(1,'new',385629272569544716,0,385629277044867072,'normal',1);
INSERT INTO "ticket_counts" VALUES(1,'closed',385629272569544716,0,385629272569544720,'normal',1);
INSERT INTO "ticket_counts" VALUES(1,'open',385629274998046720,385629275123875840,385629276914843650,'normal',1);
INSERT INTO "ticket_counts" VALUES(1,'resolved',385629272569544716,0,385629272569544720,'normal',1);
CREATE TABLE ticket_drafts (
    tenant_id bigint not null,
    ticket_id bigint not null,
    user_id bigint not null,
    body blob not null, -- encrypted
    visibility text not null,
    updated_at bigint not null, mentions text not null default '[]', attachment_ids text not null default '[]', then_status text,
    primary key (tenant_id, ticket_id, user_id)
);
INSERT INTO "ticket_drafts" VALUES(1,385629277216833537,385629272569544718,X'0100000001705D829E548EE399CF6270EA507396518A3961F2772F362354B3F540BB6C221ECD44EAB10415169A0F39DE945776E643B6A7B958','public',1796008384603459,'[]','[]',NULL);
CREATE TABLE ticket_facts (
    tenant_id bigint not null,
    ticket_id bigint not null,
    created_day bigint not null, -- local, 20261121
    department_id bigint not null,
    assignee_id bigint not null,
    type_id bigint not null,
    priority text not null,
    status text not null,
    first_response_s bigint,
    resolved_day bigint,
    resolution_s bigint,
    primary key (tenant_id, ticket_id)
);
INSERT INTO "ticket_facts" VALUES(1,385629277216833537,20261130,385629274998046720,385629275123875840,385629276914843650,'normal','open',0,NULL,NULL);
INSERT INTO "ticket_facts" VALUES(1,385629277267165184,20261130,385629272569544716,0,385629272569544720,'normal','closed',NULL,20261130,0);
INSERT INTO "ticket_facts" VALUES(1,385629277317496833,20261130,385629272569544716,0,385629277044867072,'normal','new',NULL,NULL,NULL);
INSERT INTO "ticket_facts" VALUES(1,385629277355245569,20261130,385629272569544716,0,385629272569544720,'normal','resolved',NULL,20261130,0);
CREATE TABLE ticket_field_index (
    tenant_id bigint not null,
    field_id bigint not null,
    value text not null,
    ticket_id bigint not null,
    primary key (tenant_id, field_id, value, ticket_id)
) without rowid;
INSERT INTO "ticket_field_index" VALUES(1,385629276990341120,'',385629277216833537);
INSERT INTO "ticket_field_index" VALUES(1,385629276990341120,'WB-22',385629277216833537);
CREATE TABLE ticket_links (
    tenant_id bigint not null,
    from_id bigint not null,
    to_id bigint not null,
    kind text not null,
    created_by bigint,          -- a person; null when the customer did
    created_at bigint not null,
    primary key (tenant_id, from_id, to_id, kind)
);
INSERT INTO "ticket_links" VALUES(1,385629277216833537,385629277355245569,'related',385629272569544718,1796008384503044);
CREATE TABLE ticket_merges (
    tenant_id bigint not null,
    ticket_id bigint not null,
    into_id bigint not null,
    merged_by bigint,           -- a person
    merged_at bigint not null,
    status text not null,       -- before
    resolved_at bigint,         -- before
    closed_at bigint,           -- before
    primary key (tenant_id, ticket_id)
);
INSERT INTO "ticket_merges" VALUES(1,385629277267165184,385629277216833537,385629272569544718,1796008384497978,'new',NULL,NULL);
CREATE TABLE ticket_participants (
    tenant_id bigint not null,
    ticket_id bigint not null,
    user_id bigint not null,
    part text not null, -- collaborator or follower
    primary key (tenant_id, ticket_id, user_id, part)
);
CREATE TABLE ticket_ratings (
    tenant_id bigint not null,
    ticket_id bigint not null,
    score bigint not null,
    answers text not null,      -- JSON list
    said blob not null,
    rated_at bigint not null,
    changed_at bigint not null,
    primary key (tenant_id, ticket_id)
);
CREATE TABLE ticket_requests (
    tenant_id bigint not null,
    ticket_id bigint not null,
    event_id bigint not null,
    asked_by bigint not null,   -- a person
    asked_at bigint not null,
    answered_at bigint,
    primary key (tenant_id, ticket_id, event_id)
);
CREATE TABLE ticket_secrets (
    tenant_id bigint not null,
    ticket_id bigint not null,
    field_id bigint not null,
    value blob not null,
    primary key (tenant_id, ticket_id, field_id)
);
CREATE TABLE ticket_sequences (
    tenant_id bigint not null,
    prefix text not null,
    next bigint not null,
    primary key (tenant_id, prefix)
);
INSERT INTO "ticket_sequences" VALUES(1,'GD20261130',5);
CREATE TABLE ticket_tags (
    tenant_id bigint not null,
    tag text not null,
    ticket_id bigint not null,
    primary key (tenant_id, tag, ticket_id)
);
INSERT INTO "ticket_tags" VALUES(1,'加急',385629277216833537);
CREATE TABLE ticket_templates (
    tenant_id bigint not null,
    id bigint not null,
    type_id bigint not null,
    name text not null,
    subject text not null,
    description text not null,
    tags text not null,   -- JSON list
    fields text not null, -- JSON object
    priority text,
    version bigint not null,
    primary key (tenant_id, id)
);
CREATE TABLE tickets (
    tenant_id bigint not null,
    id bigint not null,
    number text not null,
    subject text not null,
    description text not null,
    type_id bigint not null,
    status text not null,
    status_category text not null,
    priority text not null,
    channel text not null,
    department_id bigint,
    assignee_id bigint,
    requester_id bigint not null,
    created_by bigint,
    tags text not null,   -- JSON list
    fields text not null, -- JSON object
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    first_responded_at bigint,
    resolved_at bigint,
    closed_at bigint,
    first_response_due_at bigint not null,
    resolution_due_at bigint not null,
    next_due_at bigint not null, opened_department_id bigint, sealed blob, form_version bigint not null default 0, promised_at bigint, nudges bigint not null default 0, nudged_at bigint, snoozed_until bigint, -- the next of them still open; 9999-12-31 when none: keysets need a value
    primary key (tenant_id, id)
);
INSERT INTO "tickets" VALUES(1,385629277216833537,'GD20261130001','微波炉修了两次还是坏的','周一又不加热了。',385629276914843650,'open','open','normal','api',385629274998046720,385629275123875840,385629277216833536,385629272569544718,'["加急"]','{"serial":"WB-22"}',4,1796008384334419,1796008385448348,1796008384407518,NULL,NULL,1796022784334419,1796094784334419,1796094784334419,385629272569544716,NULL,1,NULL,0,NULL,NULL);
INSERT INTO "tickets" VALUES(1,385629277267165184,'GD20261130002','又坏了','同一台。',385629272569544720,'closed','closed','normal','api',385629272569544716,NULL,385629277216833536,385629272569544718,'[]','{}',2,1796008384346341,1796008384497978,NULL,1796008384497978,1796008384497978,1796022784346341,1796094784346341,253402214400000000,385629272569544716,NULL,0,NULL,0,NULL,NULL);
INSERT INTO "tickets" VALUES(1,385629277317496833,'GD20261130003','','',385629277044867072,'new','new','normal','api',385629272569544716,NULL,385629277317496832,385629272569544718,'[]','{}',1,1796008384358859,1796008384358859,NULL,NULL,NULL,1796022784358859,1796094784358859,1796022784358859,385629272569544716,X'010000000177CEDC3B5A4325392492AB3EB014C353DE0A76EFA1A784F8EC5C7363DB00DE1F922E24983B2DD19C28C6710B6294764F1FC2F8AFC54686F7F12A95F60F48090BC5B423F95474323453B099BC98A927608FEDBF14DBC8C0BB363F9DF5DA2776',0,NULL,0,NULL,NULL);
INSERT INTO "tickets" VALUES(1,385629277355245569,'GD20261130004','发票抬头','改一下',385629272569544720,'resolved','resolved','normal','api',385629272569544716,NULL,385629277355245568,385629272569544718,'[]','{}',2,1796008384367267,1796008384516577,NULL,1796008384516577,NULL,1796022784367267,1796094784367267,253402214400000000,385629272569544716,NULL,0,NULL,0,NULL,NULL);
CREATE TABLE timers (
    tenant_id bigint not null,
    id bigint not null,
    kind text not null,
    ticket_id bigint not null,
    subject_id bigint,              -- what of the ticket it is about: an event, a reminder
    due_at bigint not null,
    failures bigint not null,       -- so often it was tried in vain
    primary key (tenant_id, id)
);
INSERT INTO "timers" VALUES(1,385629281889288193,'remind',385629277216833537,385629281889288192,2209021200000000,0);
CREATE TABLE tokens (
    tenant_id bigint not null,
    id bigint not null,
    user_id bigint not null,
    name text not null,
    token_hash text not null,
    scopes text not null, -- JSON list of permission words; empty = all of the user's
    created_at bigint not null,
    expires_at bigint, used_at bigint, parent_id bigint, allowed_from text not null default '[]',
    primary key (tenant_id, id)
);
CREATE TABLE types (
    tenant_id bigint not null,
    id bigint not null,
    path text not null, -- "售后/换货申请"
    department_id bigint not null,
    is_public smallint not null,
    archived_at bigint,
    version bigint not null, priority text not null default 'normal', is_sensitive smallint not null default 0, form_version bigint not null default 0, required_skills text not null default '[]', number_pattern text, priority_labels text not null default '{}', effective text not null default '{}',
    primary key (tenant_id, id)
);
INSERT INTO "types" VALUES(1,385629272569544720,'咨询',385629272569544716,1,NULL,1,'normal',0,0,'[]',NULL,'{"low":null,"normal":null,"high":null,"urgent":null}','{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO "types" VALUES(1,385629276914843648,'售后',385629272569544716,0,NULL,1,'normal',0,0,'[]',NULL,'{"low":null,"normal":null,"high":null,"urgent":null}','{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO "types" VALUES(1,385629276914843650,'售后/维修',385629272569544716,1,NULL,1,'normal',0,1,'[]',NULL,'{"low":null,"normal":null,"high":null,"urgent":null}','{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
INSERT INTO "types" VALUES(1,385629277044867072,'病历',385629272569544716,0,NULL,1,'normal',1,0,'[]',NULL,'{"low":null,"normal":null,"high":null,"urgent":null}','{"number_pattern":"GD{yyyymmdd}{seq}","priority_labels":{"low":null,"normal":null,"high":null,"urgent":null}}');
CREATE TABLE user_credentials (
    tenant_id bigint not null,
    user_id bigint not null,
    must_change_password smallint not null default 0,
    totp_secret blob,         -- sealed
    totp_confirmed_at bigint, -- null: started, not yet in force
    totp_last_step bigint not null default 0, -- a code is accepted once
    primary key (tenant_id, user_id)
);
CREATE TABLE user_roles (
    tenant_id bigint not null,
    user_id bigint not null,
    role_id bigint not null,
    primary key (tenant_id, user_id, role_id)
);
INSERT INTO "user_roles" VALUES(1,385629272569544718,385629272569544704);
INSERT INTO "user_roles" VALUES(1,385629275123875840,385629272569544708);
CREATE TABLE user_skills (
    tenant_id bigint not null,
    user_id bigint not null,
    skill text not null,
    level smallint not null, -- 1 to 5
    expires_at bigint,
    primary key (tenant_id, user_id, skill)
);
CREATE TABLE users (
    tenant_id bigint not null,
    id bigint not null,
    login text not null, -- lower case
    name text not null,
    clear_email text,
    password_hash text not null,
    presence text not null,
    created_at bigint not null,
    archived_at bigint,
    version bigint not null, expires_at bigint, capacity bigint, languages text not null default '[]', location text not null default '', region text not null default '', sealed_email blob,
    primary key (tenant_id, id)
);
INSERT INTO "users" VALUES(1,385629272569544718,'admin','管理员',NULL,'$argon2id$v=19$m=19456,t=2,p=1$bZ2nXBWJRopu/T8zh7P4EA$lnvvNh3FqjUvzWsNyamflZk39GLIFgCBwxPeedHXNys','offline',1796008383226444,NULL,1,NULL,NULL,'[]','','',NULL);
INSERT INTO "users" VALUES(1,385629275123875840,'lilei','李雷',NULL,'$argon2id$v=19$m=19456,t=2,p=1$Mij9C2nGhOuTNMLjFD3jFA$jrBfrxw66AuWByM3zV4kF+cO5xbmijmVDARhzQq28JA','offline',1796008383835183,NULL,1,NULL,NULL,'[]','','',NULL);
CREATE TABLE views (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    filter text not null, -- JSON object
    sort text,
    owner_id bigint,
    department_id bigint,
    position bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
CREATE INDEX events_timeline on events (tenant_id, ticket_id, id);
CREATE INDEX events_unnumbered on events (tenant_id, id) where seq is null;
CREATE UNIQUE INDEX users_login on users (tenant_id, login);
CREATE UNIQUE INDEX sessions_token on sessions (tenant_id, token_hash);
CREATE INDEX sessions_user on sessions (tenant_id, user_id);
CREATE UNIQUE INDEX tokens_token on tokens (tenant_id, token_hash);
CREATE INDEX tokens_user on tokens (tenant_id, user_id);
CREATE UNIQUE INDEX tickets_number on tickets (tenant_id, number);
CREATE INDEX tickets_updated on tickets (tenant_id, updated_at, id);
CREATE INDEX tickets_department on tickets (tenant_id, department_id, status_category, id);
CREATE INDEX tickets_assignee on tickets (tenant_id, assignee_id, status_category, id) where assignee_id is not null;
CREATE INDEX tickets_requester on tickets (tenant_id, requester_id, id);
CREATE INDEX tickets_due on tickets (tenant_id, next_due_at, id);
CREATE INDEX tickets_priority on tickets (tenant_id, (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end), id);
CREATE INDEX ticket_tags_ticket on ticket_tags (tenant_id, ticket_id);
CREATE INDEX stages_ticket on stages (tenant_id, ticket_id, id);
CREATE INDEX attachments_ticket on attachments (tenant_id, ticket_id, id);
CREATE INDEX attachments_unused on attachments (tenant_id, created_at) where ticket_id is null;
CREATE UNIQUE INDEX tenants_name on tenants (name);
CREATE INDEX tickets_opened on tickets (tenant_id, opened_department_id, id) where opened_department_id <> department_id;
CREATE INDEX tickets_creator on tickets (tenant_id, created_by, id) where created_by is not null;
CREATE INDEX ticket_participants_user on ticket_participants (tenant_id, user_id, ticket_id);
CREATE INDEX departments_parent on departments (tenant_id, parent_id) where parent_id is not null;
CREATE INDEX departments_lead on departments (tenant_id, lead_id) where lead_id is not null;
CREATE UNIQUE INDEX roles_name on roles (tenant_id, name) where archived_at is null;
CREATE INDEX user_skills_skill on user_skills (tenant_id, skill, level);
CREATE INDEX user_roles_role on user_roles (tenant_id, role_id);
CREATE INDEX known_addresses_user on known_addresses (tenant_id, user_id);
CREATE INDEX known_addresses_last on known_addresses (tenant_id, last_at);
CREATE INDEX tokens_parent on tokens (tenant_id, parent_id);
CREATE INDEX presence_connections_holder on presence_connections (tenant_id, holder);
CREATE INDEX presence_connections_until on presence_connections (tenant_id, until_at);
CREATE INDEX idempotency_keys_created on idempotency_keys (tenant_id, created_at);
CREATE INDEX sightings_seen on sightings (tenant_id, seen_kind, seen_id, id);
CREATE INDEX sightings_user on sightings (tenant_id, user_id, id);
CREATE INDEX customers_organization on customers (tenant_id, organization_id, id) where organization_id is not null;
CREATE INDEX customer_contacts_customer on customer_contacts (tenant_id, customer_id);
CREATE INDEX customer_secrets_blind on customer_secrets (tenant_id, field, blind_index);
CREATE INDEX customer_words_customer on customer_words (tenant_id, customer_id);
CREATE UNIQUE INDEX organizations_name on organizations (tenant_id, name_key);
CREATE UNIQUE INDEX customer_attributes_key on customer_attributes (tenant_id, key);
CREATE INDEX customer_consents_customer on customer_consents (tenant_id, customer_id, id);
CREATE INDEX customer_merges_from on customer_merges (tenant_id, from_id, id);
CREATE INDEX customer_merges_into on customer_merges (tenant_id, into_id, id);
CREATE INDEX customer_suggestions_other on customer_suggestions (tenant_id, other_id);
CREATE INDEX attachments_file on attachments (tenant_id, file);
CREATE INDEX tickets_sealed on tickets (tenant_id, id) where sealed is not null;
CREATE UNIQUE INDEX types_path on types (tenant_id, path) where archived_at is null;
CREATE INDEX form_fields_key on form_fields (tenant_id, key, id);
CREATE INDEX ticket_field_index_ticket on ticket_field_index (tenant_id, ticket_id, field_id);
CREATE INDEX handovers_ticket on handovers (tenant_id, ticket_id, id);
CREATE INDEX ticket_merges_into on ticket_merges (tenant_id, into_id, ticket_id);
CREATE INDEX tickets_resolved on tickets (tenant_id, resolved_at, id) where resolved_at is not null;
CREATE INDEX ticket_links_to on ticket_links (tenant_id, to_id, from_id);
CREATE INDEX portal_proofs_expired on portal_proofs (tenant_id, expires_at);
CREATE INDEX handovers_given on handovers (tenant_id, to_assignee_id, given_at) where to_assignee_id is not null;
CREATE INDEX tickets_queue on tickets (tenant_id, department_id, status_category, (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end), id) where assignee_id is null;
CREATE INDEX department_members_department on department_members (tenant_id, department_id, user_id);
CREATE INDEX canned_responses_owner on canned_responses (tenant_id, owner_id, id);
CREATE INDEX ticket_templates_type on ticket_templates (tenant_id, type_id, id);
CREATE UNIQUE INDEX tags_name on tags (tenant_id, name) where archived_at is null;
CREATE INDEX deleted_tickets_deleted on deleted_tickets (tenant_id, deleted_at);
CREATE INDEX deleted_tickets_requester on deleted_tickets (tenant_id, requester_id);
CREATE INDEX tickets_type on tickets (tenant_id, type_id, id);
CREATE UNIQUE INDEX incident_answers_scope on incident_answers (tenant_id, scope);
CREATE INDEX incident_answers_old on incident_answers (tenant_id, created_at);
CREATE INDEX announcements_current on announcements (tenant_id, starts_at, id) where archived_at is null;
CREATE INDEX timers_due on timers (tenant_id, due_at, id);
CREATE INDEX timers_ticket on timers (tenant_id, ticket_id);
CREATE INDEX tickets_snoozed on tickets (tenant_id, snoozed_until) where snoozed_until is not null;
CREATE INDEX reminders_user on reminders (tenant_id, user_id, due_at, id) where ended_at is null;
CREATE INDEX reminders_department on reminders (tenant_id, department_id, due_at, id) where ended_at is null;
CREATE INDEX reminders_ticket on reminders (tenant_id, ticket_id, due_at, id);
commit;
