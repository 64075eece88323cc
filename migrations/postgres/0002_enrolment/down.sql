DROP TABLE pick_ups;
DROP TABLE issuances;
DROP TABLE install_keys;
DROP TABLE usage_application_events;
DROP TABLE usage_applications;
