"""Small programs that the benchmarks run in processes of their own."""
