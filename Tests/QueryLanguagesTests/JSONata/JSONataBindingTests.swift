import Testing

@testable import QueryLanguages

/// Focus, position, parent, order.
@Suite struct JSONataBindingTests {
    @Test(arguments: [
        JSONataCase("library.loans#$i.books[isbn=$$.library.loans[$i].isbn].title", nil, JSONataDocuments.library),
        JSONataCase("library.books[0]@$x.$x.title", error: "S0215", JSONataDocuments.library),
        JSONataCase("library.books@$x[0].$x.title", #""SICP""#, JSONataDocuments.library),
        JSONataCase("library.books.authors[0]", #"["Abelson","Kernighan","Aho","Aho"]"#, JSONataDocuments.library),
        JSONataCase("library.books.(authors[0])", #"["Abelson","Kernighan","Aho","Aho"]"#, JSONataDocuments.library),
        JSONataCase("library.books{authors: title}", error: "T1003", JSONataDocuments.library),
        JSONataCase("library.books[price].title", nil, JSONataDocuments.library),
        JSONataCase("library.books[$not(price)].title", nil, JSONataDocuments.library),
        JSONataCase("library.loans{customer: $count(isbn)}", #"{"10001":1,"10003":2}"#, JSONataDocuments.library),
        JSONataCase(#"library.customers.address[%.id="10001"].city"#, #""Winchester""#, JSONataDocuments.library),
        JSONataCase("library.customers.address{city: %.name}", "{}", JSONataDocuments.library),
        JSONataCase("library.customers.address^(postcode).%.name", error: "S0217", JSONataDocuments.library),
        JSONataCase("$reduce(library.books.copies, function($a,$b){$a+$b}, 10)", "17", JSONataDocuments.library),
        JSONataCase("$sum(library.books.price)", "95.87", JSONataDocuments.library),
        JSONataCase("$sum(library.books.(price*copies))", "201.95", JSONataDocuments.library),
        JSONataCase("library.books.title ~> $map($length)", "[4,26,28,9]", JSONataDocuments.library),
        JSONataCase("$keys(library)", #"["books","loans","customers"]"#, JSONataDocuments.library),
    ])
    func library(_ `case`: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        JSONataCase("Account.Order.Product^(>Price).Price", "[107.99,34.45,34.45,21.67]", JSONataDocuments.orders),
        JSONataCase(#"Account.Order@$o.Product@$p.{"o": $o.OrderID, "p": $p.SKU}"#, nil, JSONataDocuments.orders),
        JSONataCase("Account.Order.Product{SKU: %.OrderID}", "{}", JSONataDocuments.orders),
        JSONataCase("Account.Order.Product.Price^($)", "[21.67,34.45,34.45,107.99]", JSONataDocuments.orders),
        JSONataCase("Account.Order.Product.Price^(>$)", "[107.99,34.45,34.45,21.67]", JSONataDocuments.orders),
        JSONataCase("Account.Order.OrderID^(>$)[0]", #""order104""#, JSONataDocuments.orders),
        JSONataCase("Account.Order^(>OrderID)[0].OrderID", #""order104""#, JSONataDocuments.orders),
        JSONataCase("Account.Order.Product^(Price)[0].Price", "21.67", JSONataDocuments.orders),
    ])
    func orders(_ `case`: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        JSONataCase("[1..5][$ % 2 = 0]", "[2,4]", JSONataDocuments.nested),
        JSONataCase("foo.blah^(baz.fud).baz.fud", #"["hello","world"]"#, JSONataDocuments.nested),
        JSONataCase("arr^($)", error: "T2008", JSONataDocuments.nested),
        JSONataCase("[3,1,2]^($)", "[1,2,3]", JSONataDocuments.nested),
        JSONataCase("[3,1,2]^(>$)", "[3,2,1]", JSONataDocuments.nested),
        JSONataCase(#"["b","a"]^($)"#, #"["a","b"]"#, JSONataDocuments.nested),
        JSONataCase(#"[3,"a"]^($)"#, error: "T2007", JSONataDocuments.nested),
        JSONataCase("[true,false]^($)", error: "T2008", JSONataDocuments.nested),
        JSONataCase(#"[{"a":2},{"a":1},{}]^(a)"#, #"[{"a":1},{"a":2},{}]"#, JSONataDocuments.nested),
        JSONataCase(#"[{"a":2},{"a":1},{}]^(>a)"#, #"[{"a":2},{"a":1},{}]"#, JSONataDocuments.nested),
        JSONataCase("%", error: "S0217", JSONataDocuments.nested),
        JSONataCase("%.foo", error: "S0217", JSONataDocuments.nested),
        JSONataCase("foo.%.bar", "98", JSONataDocuments.nested),
        JSONataCase("foo.blah.%.bar", "[42,42,42]", JSONataDocuments.nested),
        JSONataCase("foo.%.%", error: "S0217", JSONataDocuments.nested),
        JSONataCase("foo.(%.bar)", "98", JSONataDocuments.nested),
        JSONataCase("foo.[%.bar]", "98", JSONataDocuments.nested),
        JSONataCase(#"foo.{"x":%.bar}"#, #"{"x":98}"#, JSONataDocuments.nested),
        JSONataCase("foo.bar.%.%.bar", "98", JSONataDocuments.nested),
        JSONataCase("foo[%.bar=98].bar", "42", JSONataDocuments.nested),
        JSONataCase("foo.blah[%.bar=42].baz.fud", #"["hello","world"]"#, JSONataDocuments.nested),
        JSONataCase("foo.blah[%.%.bar=98].baz.fud", #"["hello","world"]"#, JSONataDocuments.nested),
        JSONataCase("foo.blah.baz[%.%.bar=42].fud", #"["hello","world"]"#, JSONataDocuments.nested),
        JSONataCase("foo.blah@$b.$b.baz.fud", #"["hello","world"]"#, JSONataDocuments.nested),
        JSONataCase("foo.blah@$b.bar", "[42,42,42]", JSONataDocuments.nested),
        JSONataCase("foo.blah@$b[0].bar", "42", JSONataDocuments.nested),
        JSONataCase("foo.blah#$b[$b=1]", #"{"baz":{"fud":"world"}}"#, JSONataDocuments.nested),
        JSONataCase("foo.blah#$b[1].$b", "1", JSONataDocuments.nested),
        JSONataCase("foo.blah[1]#$b.$b", "0", JSONataDocuments.nested),
        JSONataCase("foo.blah#$b@$x.$b", "[0,1,2]", JSONataDocuments.nested),
        JSONataCase("foo.blah[0]@$x.$x", error: "S0215", JSONataDocuments.nested),
        JSONataCase("$#$i.$i", "0", JSONataDocuments.nested),
        JSONataCase("[1,2,3]#$i.($*$i)", nil, JSONataDocuments.nested),
        JSONataCase("[1,2,3]#$i[$i>0]", "[2,3]", JSONataDocuments.nested),
        JSONataCase("[1,2,3]@$v.($v*2)", nil, JSONataDocuments.nested),
        JSONataCase("[1,2,3]@$v#$i.[$v,$i]", nil, JSONataDocuments.nested),
    ])
    func nests(_ `case`: JSONataCase) throws { try `case`.check() }
}
