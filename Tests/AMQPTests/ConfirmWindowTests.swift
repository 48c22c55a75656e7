import Testing

@testable import AMQP

@Suite struct ConfirmWindowTests {
    /// A window that holds the tags 1…count.
    private func window(_ count: Int, limit: Int = 100) -> ConfirmWindow<Int> {
        var window = ConfirmWindow<Int>(limit: limit)
        for tag in 0..<count { window.append(tag + 1) }
        return window
    }

    private func settled(_ window: inout ConfirmWindow<Int>, _ tag: UInt64, multiple: Bool) -> [Int] {
        var result: [Int] = []
        window.settle(tag, multiple: multiple) { result.append($0) }
        return result
    }

    @Test func tagsCountFromOne() {
        var window = ConfirmWindow<String>(limit: 10)
        #expect(window.append("a") == 1)
        #expect(window.append("b") == 2)
        window.settle(1, multiple: false) { _ in }
        #expect(window.append("c") == 3)
        #expect(Array(window.elements) == ["b", "c"])
    }

    @Test func oneConfirmSettlesOneTag() {
        var window = window(3)
        #expect(settled(&window, 2, multiple: false) == [2])
        #expect(window.count == 2)
        #expect(Array(window.elements) == [1, 3])
    }

    @Test func multipleSettlesEverythingUpToTheTag() {
        var window = window(5)
        #expect(settled(&window, 3, multiple: true) == [1, 2, 3])
        #expect(settled(&window, 5, multiple: true) == [4, 5])
        #expect(window.isEmpty)
    }

    @Test func multipleSkipsWhatIsSettled() {
        var window = window(4)
        _ = settled(&window, 2, multiple: false)
        #expect(settled(&window, 3, multiple: true) == [1, 3])
        #expect(Array(window.elements) == [4])
    }

    @Test func multipleWithTagZeroSettlesEverything() {
        var window = window(3)
        #expect(settled(&window, 0, multiple: true) == [1, 2, 3])
    }

    @Test(arguments: [0, 4, UInt64.max], [false])
    func unknownTagsSettleNothing(_ tag: UInt64, multiple: Bool) {
        var window = window(3)
        #expect(settled(&window, tag, multiple: multiple) == [])
        #expect(window.count == 3)
    }

    @Test func aTagIsSettledOnce() {
        var window = window(3)
        #expect(settled(&window, 1, multiple: false) == [1])
        #expect(settled(&window, 1, multiple: false) == [])
        #expect(settled(&window, 1, multiple: true) == [])
        #expect(settled(&window, 3, multiple: false) == [3])
        #expect(settled(&window, 3, multiple: false) == [])
        #expect(window.count == 1)
    }

    @Test func multipleBeyondTheLastTagSettlesWhatThereIs() {
        var window = window(3)
        #expect(settled(&window, 99, multiple: true) == [1, 2, 3])
        #expect(window.append(4) == 4)
    }

    @Test func isFullAtItsLimit() {
        var window = window(2, limit: 3)
        #expect(!window.isFull)
        window.append(3)
        #expect(window.isFull)
        _ = settled(&window, 2, multiple: false)
        #expect(!window.isFull)
    }

    @Test func oneOldElementDoesNotMakeItGrowWithoutBound() {
        var window = window(1, limit: 2)
        var added = 0
        while !window.isFull {
            let tag = window.append(0)
            _ = settled(&window, tag, multiple: false)
            added += 1
        }
        #expect(added == 127)
        #expect(settled(&window, 1, multiple: false) == [1])
        #expect(!window.isFull)
    }

    @Test func theEndOfTheChannelReturnsTheRestAndCountsAnew() {
        var window = window(4)
        _ = settled(&window, 2, multiple: false)
        #expect(window.endChannel() == [1, 3, 4])
        #expect(window.isEmpty)
        #expect(window.append(9) == 1)
    }

    /// Every order of confirms for up to six publications, single or multiple, against a plain set.
    @Test func agreesWithASetForEverySequence() {
        func explore(_ window: ConfirmWindow<Int>, _ open: Set<Int>, depth: Int) {
            #expect(Set(window.elements) == open)
            #expect(window.count == open.count)
            guard depth > 0 else { return }
            for tag in 1...6 {
                for multiple in [false, true] {
                    var next = window
                    let expected = open.filter { multiple ? $0 <= tag : $0 == tag }
                    let result = settled(&next, UInt64(tag), multiple: multiple)
                    #expect(result == expected.sorted())
                    explore(next, open.subtracting(expected), depth: depth - 1)
                }
            }
        }
        explore(window(6), Set(1...6), depth: 3)
    }
}
