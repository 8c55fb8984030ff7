package io.asyncorm.scale;

import java.util.function.Supplier;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The shop on an engine that is running, until it is closed.
 */
final class OpenShop implements AutoCloseable {

	private final AsyncOrm orm;

	private final AutoCloseable[] resources;

	private @Nullable Shop read;

	private Supplier<String> note = () -> "";

	/**
	 * @param resources what is closed after the library, in this order
	 */
	OpenShop(AsyncOrm orm, AutoCloseable... resources) {
		this.orm = orm;
		this.resources = resources;
	}

	/** Notes what is to be known of the engine besides. */
	OpenShop noting(String note) {
		return noting(() -> note);
	}

	/** Notes what is to be known after the operations. */
	OpenShop noting(Supplier<String> note) {
		this.note = note;
		return this;
	}

	/** What was noted; empty if nothing was. */
	String note() {
		return this.note.get();
	}

	/**
	 * Tries an operation, and says how it went. What writes has rows of its own.
	 */
	Outcome tryOut(ShopOperation operation) {
		try {
			Shop shop = operation.reads() ? sharedShop() : Shop.of(this.orm);
			Tenant.as(shop.tenant, () -> operation.body().run(shop));
			return Outcome.works(operation);
		}
		catch (Exception | AssertionError ex) {
			return Outcome.failed(operation, ex);
		}
	}

	private Shop sharedShop() {
		Shop shop = this.read;
		if (shop == null) {
			shop = Shop.of(this.orm);
			this.read = shop;
		}
		return shop;
	}

	@Override
	public void close() {
		this.orm.close();
		for (AutoCloseable resource : this.resources) {
			close(resource);
		}
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("It could not be closed: " + resource, ex);
		}
	}

}
