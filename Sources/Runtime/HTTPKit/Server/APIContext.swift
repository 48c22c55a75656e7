public import Hummingbird
import NIOCore

/// What is known of a request while it is answered.
public struct APIContext: RequestContext {
    /// What Hummingbird keeps of it: the logger, the parameters of the address.
    public var coreContext: CoreRequestContextStorage

    /// The connection that it came on.
    let channel: any Channel

    /// A request that comes in at a connection.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
