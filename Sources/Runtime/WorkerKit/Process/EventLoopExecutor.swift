import NIOCore
import NIOPosix

/// Runs tasks on the event loops of the HTTP server instead of threads of their own, so that a request is not passed from
/// one thread to another and back at each step. Nothing here may block: what would has threads of its own.
final class EventLoopExecutor: TaskExecutor {
    private let loops = MultiThreadedEventLoopGroup.singleton

    /// Runs the job later: on the caller's loop if the caller is on one.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loops.any().execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
