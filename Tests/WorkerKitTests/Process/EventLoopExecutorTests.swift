import NIOPosix
import Testing

@testable import WorkerKit

@Suite struct EventLoopExecutorTests {
    private var isOnALoop: Bool { MultiThreadedEventLoopGroup.currentEventLoop != nil }

    @Test func tasksAndTheirChildrenRunOnEventLoops() async {
        #expect(!isOnALoop)
        await withTaskExecutorPreference(EventLoopExecutor()) {
            #expect(isOnALoop)
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        await Task.yield()
                        return isOnALoop
                    }
                }
                for await child in group { #expect(child) }
            }
        }
    }
}
