import Certificates
import JSON

/// Messages as Amazon SNS signs them, signed by a key of our own with OpenSSL; the key is forgotten.
enum SNSSamples {
    static let pem = Array(
        """
        -----BEGIN CERTIFICATE-----
        MIIDHzCCAgegAwIBAgIUbjGq4CROOg8ip7mFCErwkffBXpcwDQYJKoZIhvcNAQEL
        BQAwHjEcMBoGA1UEAwwTc25zLmV4YW1wbGUuaW52YWxpZDAgFw0yNjExMjkwNzAw
        MTdaGA8yMTI2MTEwNTA3MDAxN1owHjEcMBoGA1UEAwwTc25zLmV4YW1wbGUuaW52
        YWxpZDCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKvt6vtLccKY+iOY
        WxZ/u4j0v1Y973AbTKtmbV6bmvDp7KzsqdUneRTZ3cR9k9nGTx15bWHrF45AcGcc
        aRNyIwc8Ss8f25pLnDPHq4czyJ8oTUPKJ0tyY66iCh0iCrzv44MJltYiVr14qEUR
        iFK/A1XHTDfuJanNxTkIiKurI+Vr3ohOv/syHZXOkAamGMqKOss7MfZZkVZNnvsI
        xQa5X9ATPNYjIY74R43nCBQ1RcCCwxkoELbcEgkqNMOSltqgWYdrHAPDsLpNk0UB
        yj6Vtvd6AK3q6DQMj2D50PpIQX7rn8TNbch9OgRF0hNsyP3lrBEzy9KIaABrEbvH
        BborBNsCAwEAAaNTMFEwHQYDVR0OBBYEFF4cC2C3pOGrF418go0chlByqL62MB8G
        A1UdIwQYMBaAFF4cC2C3pOGrF418go0chlByqL62MA8GA1UdEwEB/wQFMAMBAf8w
        DQYJKoZIhvcNAQELBQADggEBAHysfF8ktkPx56Cec9M38uXs+wdStlffnNJIX6a7
        7eW+rWMnRBHAqYzgIoid0XSAqx01vOXPseEw/FFY7d63ihhTsmXebHrmRFlHs26x
        KeFonGlsSes5KFiPtch3c0s6k6XbgzAYkvkWIgLYGHahVlACXNwOY6c6jn73aeYF
        RGwQQg4OraKaf6HxnVUSWAkAIIfPIw909Wh5ihW3DtoPdH6uvXizTy835pSJQnBf
        yMhCDc/8MCyZZ4bBSAIyhOSxiiHgaLA3mNsdPsB4bKnfu8LvPYafu15OzwWRe/8y
        HkdkamZbysV7bQ032McEuzp3kV3SWscM74agXZVmXcGmvug=
        -----END CERTIFICATE-----
        """.utf8)
    static let topic = "arn:aws:sns:eu-central-1:123456789012:alerts"
    static let subscribe =
        "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t0ken"

    private static let common: JSONObject = [
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", "TopicArn": .string(topic),
        "Timestamp": "2026-11-29T06:00:00.000Z",
        "SigningCertURL": "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-ab12.pem",
    ]

    /// A notification without a subject, by version 2.
    static let notification: JSON = message([
        "Type": "Notification", "Message": "disk full\non db-1", "SignatureVersion": "2",
        "Signature": .string(
            "eyyH9Zdg5Kc4PrIz9GRIR18WfvMH9v6VN3cs00au3z7bZEmQ1FRk/3rAfVRdHpX+H8c6VCkozBxKygkun0u+PpABnAeL018qmmXo"
                + "ej6crnwUA6h1pDZpXhsI3STIDR/cX8sEN8Gzy/NthoOXEIQvlugPOyDsa3r+G/sJ1gnY3WT8ube4O8wxYCVrbwdj42urYp5SxTP6"
                + "bff/5EvDUzI3lisnsU3AqWAq2l0oLfCG5I1Fue06jH1xRHBr7IsKoDkKAt4+x5IyLgZRKPXVDVY1m5JmOEYi0bCptGANq/M2UBzj"
                + "13lWxTBmzD/iPJdkjy/lXIz8kZzIvfofiJ+Xhs+FCg=="),
    ])

    /// The same with a subject, by version 1.
    static let withSubject: JSON = message([
        "Type": "Notification", "Message": "disk full\non db-1", "Subject": "Störung", "SignatureVersion": "1",
        "Signature": .string(
            "T3D7LgiBCgTQuOAs9RzQdqD6X8Pv/L0PF4Ptym5UIW8L9NX5hfamxmMcXH/3eVDT9BFBwbC0j64BobnY9jFPHaBJ/ZS/PKJFQe3W"
                + "i8p6bDaQiOzPWZS/NXFonpOmM5nZUJ8PA4dLF1jTL0iogKKGsLe+oiu6n9uyKKeDgZbRODpJktWd/q2k9wTMgU1oV/O2vB1wXFUg"
                + "0iB77kuuTnfaZFooKYshWsyw8uUx2jp9/uaEeUT9M9aI8CsjcAdutGGRak7E00EIYYUQfT71lWPi2v3RS7l46iJqW2DMaKv3GcRg"
                + "9+qan0aGnZLnXw0+eaVwiNWJZOngztDd4xHgkmyksg=="),
    ])

    /// The question whether a topic is wanted.
    static let confirmation: JSON = message([
        "Type": "SubscriptionConfirmation", "Message": "confirm", "Token": "t0ken",
        "SubscribeURL": .string(subscribe), "SignatureVersion": "2",
        "Signature": .string(
            "Kur81L758svwcSEF+4CDDQdRbfGec/FmUE7z+azbteXLr4o0UTOi1UGKk6NGqUYaSi4Dgiv+UrZRRSWepy9DIoUXwtH+bYrNvj4w"
                + "5zYRL+fkIa5jO0uIpChQDGwptTdzyh/K9nuXSw8J1VuCRTMxwMqu0imFL7FWHl5jKEuAGOuROhDXnrh69VzRXuTeXBhp9jStEYuO"
                + "V1bViA0Dj59xcaMVnMPkKaHmrZCkCc/gRlPiTzomRfV6T2R2Ne/7QRIW+mVaHosNtirWJh2Owi2jG594Grz9aBxilNe6HJ5XSuwF"
                + "Pxe2Z4d/1ltUnMW9ffOAT35OKXTRJzmzBqsNQiN7Ew=="),
    ])

    private static func message(_ members: JSONObject) -> JSON {
        var object = common
        for (name, value) in members { object[name] = value }
        return .object(object)
    }
}

extension JSON {
    /// This object with another value for a member.
    func with(_ name: String, _ value: JSON) -> JSON {
        guard case .object(var object) = self else { return self }
        object[name] = value
        return .object(object)
    }
}
