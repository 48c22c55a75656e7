// BrokerTopology
