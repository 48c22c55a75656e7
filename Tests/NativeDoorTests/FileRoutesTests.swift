import Testing

@testable import NativeDoor

@Suite struct FileRoutesTests {
    @Test(arguments: ["text/plain", "application/vnd.ms-excel", "image/svg+xml"])
    func mediaTypesAreKept(type: String) {
        #expect(FileRoutes.isMediaType(type))
    }

    @Test(arguments: ["", "text", "text/", "text/plain\r\nX: y", "text/html; charset=utf-8", "text/pl ain"])
    func whatIsNoMediaTypeIsNot(type: String) {
        #expect(!FileRoutes.isMediaType(type))
    }
}
