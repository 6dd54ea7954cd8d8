create index concurrently made_later on access_token (issued);
