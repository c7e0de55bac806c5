module slice

go 1.21
