import Encodings
import FoundationEssentials
import Testing

@testable import Certificates

/// A certificate, and signatures by its key, made with OpenSSL 3.0 (`openssl dgst -sign`); the key is forgotten.
@Suite struct CertificateTests {
    private static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIDMTCCAhmgAwIBAgIUJi6mYmo7PCvH9h3b7mlE1CH9ezAwDQYJKoZIhvcNAQEL
        BQAwJzElMCMGA1UEAwwcY2VydGlmaWNhdGVzLmV4YW1wbGUuaW52YWxpZDAgFw0y
        NjExMjkxMzQwMzRaGA8yMTI2MTEwNTEzNDAzNFowJzElMCMGA1UEAwwcY2VydGlm
        aWNhdGVzLmV4YW1wbGUuaW52YWxpZDCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC
        AQoCggEBAMqwW7BeP9vT/UWqeeySToePltAgklQd2IYyAYRzvkXOC/7x1dwL0AVJ
        8The+pm8Vgu+xV2x0ce5GZTNM728R6uYB7pAknQO0VYB/AyugnGKrpBbR0gAdJa0
        n7RUxVoL0dKyIPP7EUl+pBxokAY4abeRbK+aJTYs7l8Nxf7+p1pXS4KtgXOjnSas
        aAEtZMhwGFU9vhdZxVHWrGSzw1tPUOv4cbCP1nEavKAJTfqB+nBpmHgbyyb+dnIq
        KyIUW3/e141zi5I+niuRxk/PbC00MUdQDusi7s+9GunhCsx9r0OnN68hLKBaaKP/
        MunCFweDN5KTR5jpY4rrDT82xMDZwisCAwEAAaNTMFEwHQYDVR0OBBYEFNSZogBS
        kZUr7NwOL+ZRS56AQ+S/MB8GA1UdIwQYMBaAFNSZogBSkZUr7NwOL+ZRS56AQ+S/
        MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBABj/pul/grT1/LTa
        LAFYnoKL+MLES0ukBe80M280zmW7lkl2kVqItaL8K6z74XpOX2Y/AgUnhXNm4U31
        /+UJgOFeVhz2kVUch7tkktuUIyzlLXjls3G8O1J3bVQtzPxjbVB2LxF16bMJvpW3
        iwaFNuxBx02KIitslBYtS/UeDzJQr+nFXwEwkUwNZo0aqTQaH9s/gjQZY3qn/ejM
        BkoDznkQgPHKTWf38PsnGRBkHNjcUMzo0Slj4pYfrr5v+J1YJPCN64mDFuLWaalu
        xZ8NK+6GWFuek5TAr4wM/eQ9FDsrIwlD+PaUxjwEBwpKHq0utadCCrPVln0mUboh
        MwfywdA=
        -----END CERTIFICATE-----
        """

    private func certificate() throws -> Certificate { try #require(Certificate(pem: Array(Self.pem.utf8))) }

    private func signature(_ text: String) throws -> [UInt8] { try #require(Base64.standard.decode(text)) }

    @Test func whatItsKeySignedIsKnown() throws {
        let certificate = try certificate()
        let first = try signature(
            "pyvN86yISKqas6CqlmE0VkexUmrHInraQ4vvLvU6R7kBFx1hJlovKkmLmNUcei490g1DAz2+Ar0FvTuTbAqvNOdoakBvdRGNxCbT"
                + "Q3a6IP9c9ls8OhMoAje9+zmKAMxOAvV3nG4fNc8WViwhpcSxvO32nRLwTizO46absaUeRf6sF+knHa2ggXtSLD/j6sBvassFn9MJ"
                + "I8NzExvwL3wM0z5V8q1MHedXjSqynlxEJSopca0PLLZ1/Fr6lENLIg38wta+HbmFGjp3SfQ89Q7+egY/gCDg07xJ/Zkcs+JBWDNT"
                + "1iMR6oGFGZ/tv7mPW7bVQ6s5MfFu987yx/CyR1562Q==")
        let second = try signature(
            "FpFdh+TCmyR1k5rvJL3QQwTCopAShRxXEPP831mbbRlvbU2bI80eZu/sw4MPuHlUU1MCySX7eSEFfAAaje2lt8opK4qinuFp5b4u"
                + "DGQvmKBGBogScLf6MPu+YpBiwvfhR/EZVSDukKKYP65fDln8p4+uBNpEZqnbKKnNrXRNBdk5k6O8TwMS8VLQzytWjQkQAUD/ZgNh"
                + "ZIE081GW17JxgjzremveU1uNGVbfGjb6y4ZD6UwHF1PtAT75uQjANaAjfsLNyNFZPlejsb3RzjR22UIPCK/nCAZAYn3sWiLjfnn5"
                + "8Sa4Bss9TcMvqXrjslI8/WIa1a9xQw0lQzOChHHn3w==")
        let message = Array("hello".utf8)
        #expect(certificate.verifies(first, of: message, hash: .sha1))
        #expect(certificate.verifies(second, of: message, hash: .sha256))
        #expect(!certificate.verifies(first, of: message, hash: .sha256))
        #expect(!certificate.verifies(second, of: message + [33], hash: .sha256))
        #expect(!certificate.verifies(second.dropLast(), of: message, hash: .sha256))
        #expect(!certificate.verifies([], of: [], hash: .sha256))
    }

    @Test func itIsValidForATime() throws {
        let certificate = try certificate()
        let begin = Date(timeIntervalSince1970: 1_795_959_634)
        #expect(certificate.isValid(at: begin + 3600))
        #expect(!certificate.isValid(at: begin - 3600))
        #expect(!certificate.isValid(at: begin + 36_501 * 86_400))
    }

    @Test func whatIsNoCertificateIsNone() {
        #expect(Certificate(pem: []) == nil)
        #expect(Certificate(pem: Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)) == nil)
    }
}
