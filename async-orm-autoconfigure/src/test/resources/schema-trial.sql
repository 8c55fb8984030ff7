create table unused (id integer);
