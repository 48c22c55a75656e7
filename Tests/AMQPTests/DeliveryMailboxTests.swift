import Testing

@testable import AMQP

@Suite struct DeliveryMailboxTests {
    private func delivery(_ number: UInt64) -> Delivery {
        Delivery(tag: DeliveryTag(channel: 1, number: number), exchange: "", routingKey: "", body: [])
    }

    @Test func everythingThatArrivedIsOneBatch() async {
        let mailbox = DeliveryMailbox()
        mailbox.push([delivery(1)])
        mailbox.push([delivery(2), delivery(3)])
        #expect(await mailbox.next()?.map(\.tag.number) == [1, 2, 3])
    }

    @Test func aReaderThatWaitsIsWoken() async {
        let mailbox = DeliveryMailbox()
        async let batch = mailbox.next()
        mailbox.push([delivery(1)])
        #expect(await batch?.count == 1)
    }

    @Test func theEndWakesReadersAndStays() async {
        let mailbox = DeliveryMailbox()
        async let batch = mailbox.next()
        mailbox.finish()
        #expect(await batch == nil)
        mailbox.push([delivery(1)])
        #expect(await mailbox.next() == nil)
    }

    @Test func whatIsDiscardedIsNotRead() async {
        let mailbox = DeliveryMailbox()
        mailbox.push([delivery(1)])
        mailbox.discard()
        mailbox.push([delivery(2)])
        #expect(await mailbox.next()?.map(\.tag.number) == [2])
    }

    @Test func aCancelledReaderGetsNothingAndTakesNothing() async {
        let mailbox = DeliveryMailbox()
        let reader = Task { await mailbox.next() }
        reader.cancel()
        #expect(await reader.value == nil)
        mailbox.push([delivery(1)])
        #expect(await mailbox.next()?.count == 1)
    }
}
