DROP TABLE signals_agents;
