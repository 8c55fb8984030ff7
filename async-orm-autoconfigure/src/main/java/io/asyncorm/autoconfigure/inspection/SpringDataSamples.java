package io.asyncorm.autoconfigure.inspection;

import java.util.Map;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * What is passed for pages, where Spring Data Commons is there.
 */
final class SpringDataSamples {

	/** As Spring MVC reads a request that does not say it: plans depend on it. */
	private static final int SIZE = 20;

	static final Map<Class<?>, Object> BY_TYPE = Map.of(Pageable.class, PageRequest.ofSize(SIZE), PageRequest.class,
			PageRequest.ofSize(SIZE), Sort.class, Sort.unsorted(), Limit.class, Limit.of(SIZE), ScrollPosition.class,
			ScrollPosition.keyset(), KeysetScrollPosition.class, ScrollPosition.keyset(), OffsetScrollPosition.class,
			ScrollPosition.offset());

	private SpringDataSamples() {
	}

}
