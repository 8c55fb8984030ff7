insert into "author" ("name") values ('From a script');
