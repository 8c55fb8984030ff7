package com.example.bookshop;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
public class BookshopApplication {

	@Bean
	Lookup sharesTrigrams() {
		return new SharesTrigrams();
	}

	@Bean
	Lookup sameAs() {
		return new SameAs();
	}

	@Bean
	Lookup notIn() {
		return new NotIn();
	}

	@Bean
	DatabaseFunction extractInitial() {
		return new ExtractInitial();
	}

	@Bean
	DatabaseFunction similarity() {
		return new Similarity();
	}

}
