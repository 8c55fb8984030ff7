package io.asyncorm.held;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.observation.AsyncOrmObservationAutoConfiguration;
import io.asyncorm.query.ForeignIoException;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static io.asyncorm.Orm.allowForeignIo;
import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.propagation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.springframework.transaction.annotation.Propagation.REQUIRED;

/**
 * What {@code async-orm.diagnostics.foreign-io} notices, and what it lets be.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ForeignIoIntegrationTests {

	private final HttpAnswers server = new HttpAnswers();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(AsyncOrmAutoConfiguration.class, AsyncOrmObservationAutoConfiguration.class,
						ObservationAutoConfiguration.class, DataSourceAutoConfiguration.class,
						DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withUserConfiguration(Library.class)
		.withPropertyValues(TestDatabase.H2.create().toProperties())
		.withPropertyValues("async-orm.schema.action=create");

	private final ApplicationContextRunner failing = this.application
		.withPropertyValues("async-orm.diagnostics.foreign-io=fail");

	ForeignIoIntegrationTests() throws IOException {
	}

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void eachLineIsWarnedOfOnce(Planted planted, CapturedOutput output) {
		this.application.withPropertyValues("async-orm.diagnostics.foreign-io=warn").run((context) -> {
			call(context, planted);
			call(context, planted);

			assertThat(output.getOut())
				.containsOnlyOnce("Foreign I/O in a transaction: '" + planted.observation + "' begins at "
						+ ForeignIoIntegrationTests.class.getName() + "." + planted.method + "(")
				.contains(" WARN ");
			assertThat(this.server.requests()).isEqualTo(planted.requests * 2);
		});
	}

	@ParameterizedTest
	@EnumSource
	void theyFailBeforeAnythingIsSent(Planted planted) {
		this.failing.run((context) -> {
			assertThatExceptionOfType(ForeignIoException.class).isThrownBy(() -> call(context, planted))
				.withMessageContaining(planted.method);

			assertThat(this.server.requests()).isZero();
		});
	}

	@ParameterizedTest
	@EnumSource
	void nobodyLooksForThemByDefault(Planted planted, CapturedOutput output) {
		this.application.run((context) -> {
			call(context, planted);

			assertThat(context).doesNotHaveBean("asyncOrmForeignIoHandler");
			assertThat(output).doesNotContain("Foreign I/O");
		});
	}

	@ParameterizedTest
	@EnumSource
	void theyFailInTransactionsOfSpringToo(TestDatabase database) {
		this.failing.withPropertyValues(database.create().toProperties()).run((context) -> {
			TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

			assertThatExceptionOfType(ForeignIoException.class).isThrownBy(
					() -> template.executeWithoutResult((status) -> restClient(this.server, registry(context))));
		});
	}

	@Test
	void whatFailsRollsTheBlockBack() {
		this.failing.run((context) -> {
			Authors authors = context.getBean(Authors.class);
			CompletableFuture<Void> block = transactions(context).atomic(() -> {
				await(authors.acreate(kw("name", "Ann")));
				restClient(this.server, registry(context));
			});

			assertThatExceptionOfType(ForeignIoException.class).isThrownBy(() -> await(block));
			assertThat(await(authors.acount())).isZero();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMeantIsLetBe(Planted planted) {
		this.failing.run((context) -> {
			await(transactions(context).atomic(allowForeignIo(),
					() -> planted.call.accept(this.server, registry(context))));

			assertThat(this.server.requests()).isEqualTo(planted.requests);
			assertThatExceptionOfType(ForeignIoException.class).isThrownBy(() -> call(context, planted));
		});
	}

	@Test
	void aPartOfATransactionMayBeAllowedIt() {
		this.failing.run((context) -> {
			AsyncTransactions transactions = transactions(context);

			await(transactions.atomic(() -> await(transactions.atomic(propagation(REQUIRED).allowForeignIo(),
					() -> restClient(this.server, registry(context))))));

			assertThat(this.server.requests()).isOne();
		});
	}

	@ParameterizedTest
	@EnumSource
	void outsideOfTransactionsTheyAreLetBe(Planted planted) {
		this.failing.run((context) -> {
			planted.call.accept(this.server, registry(context));

			assertThat(this.server.requests()).isEqualTo(planted.requests);
		});
	}

	@Test
	void hooksAfterTheCommitAreLetBe() {
		this.failing.run((context) -> {
			TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			template.executeWithoutResult((status) -> TransactionSynchronizationManager
				.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						restClient(ForeignIoIntegrationTests.this.server, registry(context));
					}

				}));

			assertThat(this.server.requests()).isOne();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { AfterCommit.class, AfterCompletion.class })
	void listenersAfterTheCommitAreLetBe(Class<?> listener) {
		this.failing.withUserConfiguration(listener).withBean(HttpAnswers.class, () -> this.server).run((context) -> {
			TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			template.executeWithoutResult((status) -> context.publishEvent("An order"));

			assertThat(this.server.requests()).isOne();
		});
	}

	@Test
	void listenersBeforeTheCommitAreNot() {
		this.failing.withUserConfiguration(BeforeCommit.class)
			.withBean(HttpAnswers.class, () -> this.server)
			.run((context) -> {
				TransactionTemplate template = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));

				assertThatExceptionOfType(ForeignIoException.class)
					.isThrownBy(() -> template.executeWithoutResult((status) -> context.publishEvent("An order")));
				assertThat(this.server.requests()).isZero();
			});
	}

	@Test
	void transactionsOfOtherResourcesAreLetBe() {
		this.failing.run((context) -> {
			TransactionTemplate template = new TransactionTemplate(new OtherTransactions());
			template.executeWithoutResult((status) -> message(this.server, registry(context)));

			assertThat(context).hasNotFailed();
		});
	}

	@Test
	void databasesAndWhatIsReceivedAreLetBe() {
		this.failing.run((context) -> {
			ObservationRegistry registry = registry(context);

			assertThatNoException().isThrownBy(() -> await(transactions(context).atomic(() -> {
				await(context.getBean(Authors.class).acount());
				observe(registry, "jdbc.query", new SenderContext<Object>((carrier, key, value) -> {
				}, Kind.CLIENT));
				observe(registry, "kafka.listener", new ReceiverContext<Object>((carrier, key) -> null, Kind.CONSUMER));
				observe(registry, "tasks", new Observation.Context());
			})));
		});
	}

	private void call(ApplicationContext context, Planted planted) {
		await(transactions(context).atomic(() -> planted.call.accept(this.server, registry(context))));
	}

	private static AsyncTransactions transactions(ApplicationContext context) {
		return context.getBean(AsyncTransactions.class);
	}

	private static ObservationRegistry registry(ApplicationContext context) {
		return context.getBean(ObservationRegistry.class);
	}

	private static void restClient(HttpAnswers server, ObservationRegistry registry) {
		RestClient client = RestClient.builder().observationRegistry(registry).build();
		client.get().uri(server.url()).retrieve().body(String.class);
	}

	private static void restTemplate(HttpAnswers server, ObservationRegistry registry) {
		RestTemplate template = new RestTemplate();
		template.setObservationRegistry(registry);
		template.getForObject(server.url(), String.class);
	}

	private static void webClient(HttpAnswers server, ObservationRegistry registry) {
		WebClient client = WebClient.builder()
			.clientConnector(new JdkClientHttpConnector())
			.observationRegistry(registry)
			.build();
		client.get().uri(server.url()).retrieve().bodyToMono(String.class).block();
	}

	/** As those who send by Kafka, JMS and RabbitMQ are observed. */
	private static void message(HttpAnswers server, ObservationRegistry registry) {
		observe(registry, "jms.message.publish", new SenderContext<Object>((carrier, key, value) -> {
		}, Kind.PRODUCER));
	}

	private static void mail(HttpAnswers server, ObservationRegistry registry) {
		observe(registry, "mail.send", new SenderContext<Object>((carrier, key, value) -> {
		}));
	}

	private static void observe(ObservationRegistry registry, String name, Observation.Context context) {
		Observation.start(name, () -> context, registry).stop();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Authors.class)
	static class Library {

	}

	/** Sends when an event's transaction is committed. */
	record AfterCommit(HttpAnswers server, ObservationRegistry registry) {

		@TransactionalEventListener
		void send(String event) {
			restClient(this.server, this.registry);
		}

	}

	/** Sends when an event's transaction has ended. */
	record AfterCompletion(HttpAnswers server, ObservationRegistry registry) {

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void send(String event) {
			restClient(this.server, this.registry);
		}

	}

	/** Sends while an event's transaction waits. */
	record BeforeCommit(HttpAnswers server, ObservationRegistry registry) {

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void send(String event) {
			restClient(this.server, this.registry);
		}

	}

	/** What is planted, and how often the server is asked by it. */
	enum Planted {

		REST_CLIENT("restClient", "http.client.requests", 1, ForeignIoIntegrationTests::restClient),

		REST_TEMPLATE("restTemplate", "http.client.requests", 1, ForeignIoIntegrationTests::restTemplate),

		WEB_CLIENT("webClient", "http.client.requests", 1, ForeignIoIntegrationTests::webClient),

		MESSAGE("observe", "jms.message.publish", 0, ForeignIoIntegrationTests::message),

		MAIL("observe", "mail.send", 0, ForeignIoIntegrationTests::mail);

		final String method;

		final String observation;

		final int requests;

		final BiConsumer<HttpAnswers, ObservationRegistry> call;

		Planted(String method, String observation, int requests, BiConsumer<HttpAnswers, ObservationRegistry> call) {
			this.method = method;
			this.observation = observation;
			this.requests = requests;
			this.call = call;
		}

	}

	/** Such as those of a broker. */
	@SuppressWarnings("serial")
	private static final class OtherTransactions extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
