/// What one worker is asked to do: it is ordered, or scheduled, and goes to the worker's own exchange under the key `work`.
public protocol Command: Message {
    /// The worker that carries it out: `notifier`.
    static var worker: String { get }
}

extension Command {
    /// The ``worker``: its exchange has its name.
    public static var exchange: String { worker }
    /// `work`, for every command.
    public static var publicationKey: String { "work" }
}
