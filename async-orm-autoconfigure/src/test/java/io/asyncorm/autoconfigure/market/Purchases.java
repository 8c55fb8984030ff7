package io.asyncorm.autoconfigure.market;

import java.util.List;

import io.asyncorm.repository.AsyncRepository;
import reactor.core.publisher.Flux;

interface Purchases extends AsyncRepository<Purchase, List<?>> {

	Flux<Bill> alistByPriceGte(Money price);

	record Bill(Money price, Buyer customer) {
	}

	record Buyer(String name) {
	}

}
