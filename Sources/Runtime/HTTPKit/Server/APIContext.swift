public import Hummingbird

/// What is known of a request while it is answered.
public struct APIContext: RequestContext {
    /// What Hummingbird keeps of it: the logger, the parameters of the address.
    public var coreContext: CoreRequestContextStorage

    /// A request that comes in at a connection.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }
}
