package io.asyncorm.autoconfigure.market;

import io.asyncorm.query.TenantResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The shop that the thread acts for. */
@Component
class CurrentShop implements TenantResolver {

	static final ThreadLocal<@Nullable Long> SHOP = new ThreadLocal<>();

	@Override
	public @Nullable Object currentTenant() {
		return SHOP.get();
	}

}
