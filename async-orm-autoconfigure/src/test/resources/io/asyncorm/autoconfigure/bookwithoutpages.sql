create table book (id bigint primary key, title varchar(255), page_count int);
