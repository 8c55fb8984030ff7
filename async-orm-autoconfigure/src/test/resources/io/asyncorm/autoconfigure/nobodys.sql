insert into nobodys (name) values ('From a script');
