package io.asyncorm.autoconfigure.inspection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Repository;
import io.asyncorm.repository.RepositoryProxyFactory;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.reactive.ReactiveFlowKt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A repository as the application has it, whose operations are noted instead of started.
 * Thread-safe.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class InspectedRepository {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			InspectedRepository.class.getClassLoader());

	private static final boolean COROUTINES = ClassUtils.isPresent("kotlinx.coroutines.reactive.ReactiveFlowKt",
			InspectedRepository.class.getClassLoader());

	private final Database database;

	private final Class<?> type;

	private final RecordingDispatcher recorder = new RecordingDispatcher();

	private final QuerySets querySets;

	private final Object proxy;

	public InspectedRepository(Database database, Class<?> type) {
		Assembly assembly = database.assembly();
		this.database = database;
		this.type = type;
		this.querySets = new QuerySets(assembly.models(), assembly.lookups(), this.recorder, assembly.user(),
				assembly.validator());
		this.proxy = new RepositoryProxyFactory(this.querySets).create(type);
	}

	public Database database() {
		return this.database;
	}

	public Class<?> type() {
		return this.type;
	}

	/** The name of its model. */
	public String model() {
		return metadata().name();
	}

	/** Its model. */
	public ModelMetadata<?> metadata() {
		return this.database.assembly().models().require(modelType());
	}

	private Class<?> modelType() {
		return ResolvableType.forClass(this.type).as(Repository.class).getGeneric(0).toClass();
	}

	/** What reads all objects of its model. */
	public synchronized Operation<?> reading() {
		this.querySets.of(modelType()).alist();
		return this.recorder.take().get(0);
	}

	/** What the application has declared itself. */
	public List<InspectedMethod> methods() {
		return Arrays.stream(this.type.getMethods())
			.filter(InspectedRepository::isDeclared)
			.sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
			.map((method) -> new InspectedMethod(this.type, method))
			.toList();
	}

	private static boolean isDeclared(Method method) {
		return !Modifier.isStatic(method.getModifiers()) && !method.isBridge()
				&& !ReflectionUtils.isObjectMethod(method)
				&& !method.getDeclaringClass().isAssignableFrom(AsyncRepository.class);
	}

	/** What a call would start. */
	public synchronized List<Operation<?>> operations(InspectedMethod method, @Nullable Object[] arguments) {
		try {
			start(method.isSuspended() ? Coroutines.call(method.method(), this.proxy, arguments)
					: method.method().invoke(this.proxy, arguments));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("'" + method + "' cannot be called", ex);
		}
		catch (InvocationTargetException ex) {
			this.recorder.take();
			ReflectionUtils.rethrowRuntimeException(ex.getTargetException());
		}
		catch (RuntimeException ex) {
			this.recorder.take();
			throw ex;
		}
		return this.recorder.take();
	}

	/** Starts what a call only describes: a query set, or a publisher. */
	private static void start(@Nullable Object result) {
		if (result instanceof ValuesQuerySet<?, ?> rows) {
			rows.alist();
		}
		else if (result != null && COROUTINES && Coroutines.isFlow(result)) {
			Coroutines.collect(result);
		}
		else if (result != null && REACTOR) {
			Publishers.subscribe(result);
		}
	}

	/** Where Reactor is there. */
	private static final class Publishers {

		static void subscribe(Object result) {
			if (result instanceof Publisher<?> publisher) {
				List<Throwable> failures = new ArrayList<>();
				Flux.from(publisher).subscribe((row) -> {
					// there are none
				}, failures::add);
				failures.forEach(ReflectionUtils::rethrowRuntimeException);
			}
		}

	}

	/** Where Kotlin's coroutines are there. */
	private static final class Coroutines {

		/** Calls a function that then waits for what never comes. */
		static Object call(Method method, Object proxy, @Nullable Object[] arguments)
				throws IllegalAccessException, InvocationTargetException {
			@Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
			all[arguments.length] = new Waiting();
			return method.invoke(proxy, all);
		}

		static boolean isFlow(Object result) {
			return result instanceof Flow<?>;
		}

		static void collect(Object flow) {
			Publisher<?> rows = ReactiveFlowKt.asPublisher((Flow<?>) flow);
			rows.subscribe(new Subscriber<Object>() {

				@Override
				public void onSubscribe(Subscription subscription) {
					subscription.request(1);
				}

				@Override
				public void onNext(Object row) {
					// there are none
				}

				@Override
				public void onError(Throwable failure) {
					// what is refused is noted by the dispatcher
				}

				@Override
				public void onComplete() {
					// there are no rows
				}

			});
		}

		private static final class Waiting implements Continuation<Object> {

			@Override
			public CoroutineContext getContext() {
				return EmptyCoroutineContext.INSTANCE;
			}

			@Override
			public void resumeWith(Object result) {
				// nothing ever comes
			}

		}

	}

}
