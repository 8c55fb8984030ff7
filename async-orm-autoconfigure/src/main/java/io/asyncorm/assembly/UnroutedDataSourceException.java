package io.asyncorm.assembly;

import javax.sql.DataSource;

/**
 * Connections may be chosen or prepared by the thread that asks for them, as for tenants,
 * and nothing carries what they are chosen by to the threads that operations run on.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UnroutedDataSourceException extends IllegalStateException {

	private final String type;

	UnroutedDataSourceException(DataSource dataSource) {
		this(dataSource.getClass().getName());
	}

	private UnroutedDataSourceException(String type) {
		super(explain(type) + " " + mend("Give AsyncOrm.builder(...) a routing"));
		this.type = type;
	}

	/** What is wrong, as sentences. */
	public String why() {
		return explain(this.type);
	}

	/**
	 * What to do about it, as sentences.
	 * @param how how a routing is given
	 */
	public static String mend(String how) {
		return how + ", which carries the key: OperationRouting.of(Tenant::current, Tenant::set, Tenant::clear), with"
				+ " the methods of what the DataSource asks. Where a TaskDecorator or ThreadLocalAccessor of yours"
				+ " carries it, say so by OperationRouting.byContext(); where connections do not depend on who calls, by"
				+ " OperationRouting.none().";
	}

	private static String explain(String type) {
		return "The DataSource, a '" + type + "', may choose or prepare connections by the thread that asks for them,"
				+ " as for tenants or row-level security. Operations run on threads of their own, where a ThreadLocal of"
				+ " the caller is empty: rows would be written to the database of another tenant.";
	}

}
