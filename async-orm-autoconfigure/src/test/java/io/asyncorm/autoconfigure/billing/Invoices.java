package io.asyncorm.autoconfigure.billing;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.Page;
import io.asyncorm.repository.AsyncRepository;

public interface Invoices extends AsyncRepository<Invoice, Long> {

	CompletableFuture<List<Invoice>> alist(String number__startswith);

	CompletableFuture<Page<Invoice>> apage(String number__startswith, int number, int size);

}
