create table singer (id bigint auto_increment primary key, name varchar(100) not null);
create table song (id bigint auto_increment primary key, title varchar(200) not null, seconds int, released date, singer_id bigint not null);
insert into singer (name) values ('Ella');
create view long_song as select id, title, seconds from song where seconds > 300;
