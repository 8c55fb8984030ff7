package io.asyncorm.autoconfigure.market;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import static io.asyncorm.Orm.where;

interface Customers extends AsyncRepository<Customer, List<?>> {

	CompletableFuture<Page<Name>> apage(String name__startswith, Pageable pageable);

	default QuerySet<Customer> good() {
		return filter(where(Customer::points).gte(10));
	}

	record Name(String name) {
	}

}
