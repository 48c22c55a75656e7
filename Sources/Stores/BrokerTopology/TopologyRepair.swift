/// One change to the broker. The order of the cases is the order in which they are made: what replaces something is
/// there before the old one goes.
enum TopologyRepair: Hashable, Sendable {
    case addExchange(BrokerDefinitions.Exchange)
    case addQueue(BrokerDefinitions.Queue)
    case addBinding(BrokerDefinitions.Binding)
    case setPolicy(BrokerDefinitions.Policy)
    case setUser(BrokerDefinitions.User, PasswordHash)
    case setPermission(BrokerDefinitions.Permission)
    case setTopicPermission(BrokerDefinitions.TopicPermission)
    case removeTopicPermissions(user: String)
    case removeBinding(BrokerDefinitions.Binding)
    case removePolicy(String)

    /// Whether it makes something that was not there.
    var declares: Bool {
        switch self {
        case .addExchange, .addQueue: true
        default: false
        }
    }
}
