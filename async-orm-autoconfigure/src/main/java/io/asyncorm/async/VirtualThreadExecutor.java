package io.asyncorm.async;

import java.util.concurrent.ThreadFactory;

import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.util.Assert;

/**
 * Starts the virtual threads of an {@link AsyncDispatcher}, with speaking names, and
 * carries the context of a caller to where its work and its callbacks run. There is no
 * pool and no limit here: the dispatcher bounds what it starts. Thread-safe.
 * <p>
 * This is no {@link java.util.concurrent.Executor} on purpose: a bean of that type would
 * replace Spring Boot's {@code applicationTaskExecutor}.
 *
 * @since 0.1.0
 */
public final class VirtualThreadExecutor {

	private static final TaskDecorator NO_CONTEXT = (task) -> task;

	private static final ThreadFactory FACTORY = Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

	private final String prefix;

	private final TaskDecorator decorator;

	private final @Nullable OperationRouting routing;

	private final @Nullable CurrentTenant tenants;

	private final AlarmClock alarms = new AlarmClock(this);

	/**
	 * Names threads {@code async-orm-...} and carries no context.
	 */
	public VirtualThreadExecutor() {
		this(NO_CONTEXT);
	}

	/**
	 * Names threads {@code async-orm-...}.
	 * @param decorator captures the caller's context in {@code decorate} and restores it
	 * where the result is run
	 */
	public VirtualThreadExecutor(TaskDecorator decorator) {
		this("async-orm-", decorator);
	}

	/**
	 * Creates an executor.
	 * @param prefix what thread names begin with
	 * @param decorator captures the caller's context in {@code decorate} and restores it
	 * where the result is run
	 */
	public VirtualThreadExecutor(String prefix, TaskDecorator decorator) {
		this(prefix, decorator, null, null);
	}

	private VirtualThreadExecutor(String prefix, TaskDecorator decorator, @Nullable OperationRouting routing,
			@Nullable CurrentTenant tenants) {
		Assert.notNull(prefix, "'prefix' must not be null");
		Assert.notNull(decorator, "'decorator' must not be null");
		this.prefix = prefix;
		this.decorator = decorator;
		this.routing = routing;
		this.tenants = tenants;
	}

	/** The same with another decorator, inside of the one that there is. */
	public VirtualThreadExecutor with(TaskDecorator decorator) {
		return new VirtualThreadExecutor(this.prefix, (task) -> this.decorator.decorate(decorator.decorate(task)),
				this.routing, this.tenants);
	}

	/** The same, which carries nothing of a caller. */
	VirtualThreadExecutor withoutContext() {
		return new VirtualThreadExecutor(this.prefix, NO_CONTEXT);
	}

	/** The same, with the name of a data source in those of its threads. */
	public VirtualThreadExecutor named(String name) {
		return new VirtualThreadExecutor(this.prefix + name + "-", this.decorator, this.routing, this.tenants);
	}

	/** The same, which carries the key by which connections are chosen, too. */
	public VirtualThreadExecutor with(OperationRouting routing) {
		return new VirtualThreadExecutor(this.prefix, this.decorator, routing, this.tenants);
	}

	/** The same, which carries the tenant of a caller, too. */
	public VirtualThreadExecutor with(CurrentTenant tenants) {
		return new VirtualThreadExecutor(this.prefix, this.decorator, this.routing, tenants);
	}

	/**
	 * Runs a task on a new virtual thread, without context: a lane serves other callers
	 * than the one that happened to start it, so that inheritable thread locals must stay
	 * behind. The class loader is the starting thread's.
	 * @param role what the thread is for; its name is prefix, role and its identifier
	 * @return the thread
	 */
	public Thread start(String role, Runnable task) {
		Thread thread = FACTORY.newThread(task);
		name(thread, role);
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		thread.start();
		return thread;
	}

	/**
	 * Runs a task on a new virtual thread, in the context of the calling thread but in no
	 * transaction of it.
	 * @param role what the thread is for
	 */
	public void startInCallerContext(String role, Runnable task) {
		start(role, inCallerContext(task));
	}

	/** Names the calling thread, which one of these methods has started, anew. */
	void rename(String role) {
		name(Thread.currentThread(), role);
	}

	private void name(Thread thread, String role) {
		thread.setName(this.prefix + role + "-" + thread.threadId());
	}

	/** What is to be done at some time; its actions start threads of this. */
	AlarmClock alarms() {
		return this.alarms;
	}

	/**
	 * Returns whether anything of a caller's context, such as its trace, reaches where
	 * its work and its callbacks run.
	 */
	public boolean carriesContext() {
		return this.decorator != NO_CONTEXT;
	}

	/**
	 * Returns a task that runs the given one in the context of the calling thread.
	 */
	public Runnable inCallerContext(Runnable task) {
		return inCallerContext(route(), task);
	}

	/**
	 * As {@link #inCallerContext(Runnable)}, where the key was asked for already.
	 * @param route the route of the calling thread
	 */
	Runnable inCallerContext(Route route, Runnable task) {
		return this.decorator.decorate(MeteredCode.carry(StatementScope.carry(route.bind(task))));
	}

	/** The tenant of the calling thread. */
	TenantChoice tenant() {
		return (this.tenants != null) ? this.tenants.get() : TenantChoice.UNKNOWN;
	}

	/** The route of what the calling thread calls. */
	Route route() {
		return Route.ofCaller(this.routing, this.tenants);
	}

}
