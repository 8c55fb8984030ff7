create table topic (id bigserial primary key, name text not null);
