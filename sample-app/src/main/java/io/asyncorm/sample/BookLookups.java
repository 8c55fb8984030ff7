package io.asyncorm.sample;

import io.asyncorm.repository.ClientLookups;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What clients may look up, how many books they get at a time, and how far they turn
 * pages, which the page knows, too.
 */
@Configuration(proxyBeanMethods = false)
class BookLookups {

	@Bean
	ClientLookups<Book> clientLookups(Books books) {
		return books.clientLookups()
			.allow("title", "exact", "icontains", "istartswith")
			.allow("author__name", "exact", "icontains", "startswith")
			.allow("year", "exact", "gte", "lte", "range")
			.allow("language", "exact", "in")
			.allow("pages", "exact", "gte", "lte")
			.orderBy("title", "author__name", "year", "pages")
			.maxPageSize(200)
			.maxOffset(10_000);
	}

}
