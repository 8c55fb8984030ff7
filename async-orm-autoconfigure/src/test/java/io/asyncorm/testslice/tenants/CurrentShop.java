package io.asyncorm.testslice.tenants;

import io.asyncorm.query.TenantResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

@Component
class CurrentShop implements TenantResolver {

	static final ThreadLocal<@Nullable Long> ID = new ThreadLocal<>();

	@Override
	public @Nullable Object currentTenant() {
		return ID.get();
	}

}
