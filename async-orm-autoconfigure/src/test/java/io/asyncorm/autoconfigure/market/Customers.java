package io.asyncorm.autoconfigure.market;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.Page;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;

import static io.asyncorm.Orm.where;

interface Customers extends AsyncRepository<Customer, List<?>> {

	CompletableFuture<Page<Name>> apage(String name__startswith, int number, int size);

	default QuerySet<Customer> good() {
		return filter(where(Customer::points).gte(10));
	}

	record Name(String name) {
	}

}
