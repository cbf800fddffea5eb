"""A dump by hand for the tests of commands and decisions: the header, and two papers that have nothing in common."""

HEAD = "Subscribe\n\n"
TESTING = (
    "Learning to Test Command Lines\n\nWe study how command lines are tested. Our method runs them and reads what they "
    "say, which is what people do. Experiments on several programs show that it finds what is wrong.\n\n"
)
BENCHMARKS = (
    "A Benchmark of Benchmarks for Reading Dumps\n\nWe present a benchmark of benchmarks. It holds dumps of many "
    "layouts and asks programs to read them. Results show that few programs can, and that most of them lose papers.\n\n"
)
