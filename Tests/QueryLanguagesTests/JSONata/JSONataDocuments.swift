/// Documents that expressions of the tests are evaluated for, as JSON.
enum JSONataDocuments {
    /// A person with several ways to reach them.
    static let contact = #"""
        {"FirstName":"Fred","Surname":"Smith","Age":28,"Address":{"Street":"Hursley Park",
        "City":"Winchester","Postcode":"SO21 2JN"},"Phone":[{"type":"home","number":"0203 544 1234"},
        {"type":"office","number":"01962 001234"},{"type":"office","number":"01962 001235"},
        {"type":"mobile","number":"077 7700 1234"}],"Email":[{"type":"office",
        "address":["fred.smith@my-work.com","fsmith@my-work.com"]},{"type":"home",
        "address":["freddy@my-social.com","frederic.smith@very-serious.com"]}],"Other":{"Over 18 ?":true,
        "Misc":null,"Alternative.Address":{"Street":"Brick Lane","City":"London","Postcode":"E1 6RF"}}}
        """#

    /// An account with orders of products.
    static let orders = #"""
        {"Account":{"Account Name":"Firefly","Order":[{"OrderID":"order103",
        "Product":[{"Product Name":"Bowler Hat","ProductID":858383,"SKU":"0406654608",
        "Description":{"Colour":"Purple","Width":300,"Height":200,"Depth":210,"Weight":0.75},"Price":34.45,
        "Quantity":2},{"Product Name":"Trilby hat","ProductID":858236,"SKU":"0406634348",
        "Description":{"Colour":"Orange","Width":300,"Height":200,"Depth":210,"Weight":0.6},"Price":21.67,
        "Quantity":1}]},{"OrderID":"order104","Product":[{"Product Name":"Bowler Hat","ProductID":858383,
        "SKU":"040657863","Description":{"Colour":"Purple","Width":300,"Height":200,"Depth":210,
        "Weight":0.75},"Price":34.45,"Quantity":4},{"ProductID":345664,"SKU":"0406654603",
        "Product Name":"Cloak","Description":{"Colour":"Black","Width":30,"Height":20,"Depth":210,
        "Weight":2.0},"Price":107.99,"Quantity":1}]}]}}
        """#

    /// Arrays and objects inside each other.
    static let nested = #"""
        {"nest0":[{"nest1":[{"nest2":[{"nest3":[1]},{"nest3":[2]}]},{"nest2":[{"nest3":[3]},
        {"nest3":[4]}]}]},{"nest1":[{"nest2":[{"nest3":[5]},{"nest3":[6]}]},{"nest2":[{"nest3":[7]},
        {"nest3":[8]}]}]}],"foo":{"bar":42,"blah":[{"baz":{"fud":"hello"}},{"baz":{"fud":"world"}},
        {"bazz":"gotcha"}],"blah.baz":"here"},"bar":98,"arr":[[1,2],[3,[4,5]],6],"e":[],"o":{},"n":null,
        "s":"","t":true,"z":0,"one":[7],"nested":[[["a"]]]}
        """#

    /// Books, loans and customers.
    static let library = #"""
        {"library":{"books":[{"title":"SICP","authors":["Abelson","Sussman"],"isbn":"9780262510875",
        "price":38.9,"copies":2},{"title":"The C Programming Language","authors":["Kernighan","Ritchie"],
        "isbn":"9780131103627","price":33.59,"copies":3},{"title":"The AWK Programming Language",
        "authors":["Aho","Kernighan","Weinberger"],"isbn":"9780201079814","copies":1},{"title":"Compilers",
        "authors":["Aho","Lam","Sethi","Ullman"],"isbn":"9780201100884","price":23.38,"copies":1}],
        "loans":[{"customer":"10001","isbn":"9780262510875","return":"2016-12-05"},{"customer":"10003",
        "isbn":"9780201100884","return":"2016-10-22"},{"customer":"10003","isbn":"9780262510875",
        "return":"2016-12-22"}],"customers":[{"id":"10001","name":"Joe Doe",
        "address":{"street":"2 Long Road","city":"Winchester","postcode":"SO22 5PU"}},{"id":"10002",
        "name":"Fred Bloggs","address":{"street":"56 Letsby Avenue","city":"Winchester",
        "postcode":"SO22 4WD"}},{"id":"10003","name":"Jason Arthur","address":{"street":"1 Preddy Gate",
        "city":"Southampton","postcode":"SO14 0MG"}}]}}
        """#

    /// Values of all types.
    static let values = #"""
        {"s":"hello","n":3.7,"neg":-2,"t":true,"nul":null,"a":[1,2,3],"as":["x","y"],"o":{"k":"v"},"e":[],
        "eo":{},"es":"","mixed":[1,"a",null,true,[2],{"z":1}],"dup":[1,2,1,"a","a",{"x":1},{"x":1}]}
        """#

    /// Names that are not easy to read.
    static let names = #"""
        {"a":{"b":5,"c":[1,2]},"and":{"or":1},"or":2,"in":3,"á":4,"日本":1}
        """#
}
