package io.asyncorm.autoconfigure.hidden;

import java.util.Map;

import io.asyncorm.Orm;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the context that was generated ahead of time, and uses its repository.
 */
public final class HiddenStart {

	private HiddenStart() {
	}

	@SuppressWarnings("unchecked") // every initializer takes this context
	public static String start(Map<String, @Nullable Object> properties) throws ReflectiveOperationException {
		ApplicationContextInitializer<GenericApplicationContext> initializer = (ApplicationContextInitializer<GenericApplicationContext>) Class
			.forName(HiddenApplication.class.getName() + "__ApplicationContextInitializer")
			.getConstructor()
			.newInstance();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
			initializer.initialize(context);
			context.refresh();
			Notes notes = context.getBean(Notes.class);
			Orm.await(notes.acreate(Orm.kw("text", "ahead")));
			Invoices invoices = context.getBean(Invoices.class);
			AsyncTransactions billing = context.getBean("billingAsyncTransactions", AsyncTransactions.class);
			Orm.await(billing.atomic(() -> Orm.await(invoices.acreate(Orm.kw("number", "1")))));
			return Orm.await(notes.alist("a")) + " " + Orm.await(notes.alengths()) + " "
					+ Orm.await(notes.calm().acount()) + " " + Orm.await(invoices.acount());
		}
	}

}
