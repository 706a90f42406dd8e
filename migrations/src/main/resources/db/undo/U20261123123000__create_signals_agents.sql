-- data: projected   rebuild: signals_agents
DROP TABLE signals_agents;
