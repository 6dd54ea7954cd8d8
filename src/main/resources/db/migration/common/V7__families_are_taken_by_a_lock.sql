alter table token_family drop column taken;
