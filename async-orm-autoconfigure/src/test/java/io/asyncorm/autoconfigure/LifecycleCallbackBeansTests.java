package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.asyncorm.autoconfigure.validated.Member;
import io.asyncorm.autoconfigure.validated.Members;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.queryset.CallbackRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans of type {@link LifecycleCallbacks}.
 */
class LifecycleCallbackBeansTests {

	private final ApplicationContextRunner contexts = LibraryContexts.empty()
		.withUserConfiguration(MemberModels.class)
		.withPropertyValues("async-orm.schema.action=create");

	@Test
	void beansAreCalledInTheirOrderAndMayUseRepositories() {
		this.contexts.withUserConfiguration(Callbacks.class).run((context) -> {
			Member member = await(context.getBean(Members.class).acreate(new Member(null, "ann", 1)));

			assertThat(member.points()).isEqualTo(13);
			assertThat(context.getBean(Counting.class).counts).containsExactly(1L);
		});
	}

	@Test
	void callbacksOfNoModelAreAFaultAtStartup() {
		this.contexts.withBean(Misplaced.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("'java.lang.Integer', which is no model"));
	}

	@Test
	void withoutCallbacksThereIsNoRegistry() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(CallbackRegistry.class));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Member.class)
	static class MemberModels {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Tripling.class, Adding.class, Counting.class })
	static class Callbacks {

	}

	@Order(2)
	static class Tripling implements LifecycleCallbacks<Member> {

		@Override
		public Member beforeCreate(Member member) {
			return new Member(member.id(), member.name(), member.points() * 3 + 1);
		}

	}

	@Order(1)
	static class Adding implements LifecycleCallbacks<Member> {

		@Override
		public Member beforeCreate(Member member) {
			return new Member(member.id(), member.name(), member.points() + 3);
		}

	}

	static class Counting implements LifecycleCallbacks<Member> {

		private final List<Long> counts = new CopyOnWriteArrayList<>();

		private final Members members;

		Counting(Members members) {
			this.members = members;
		}

		@Override
		public void afterCreate(Member member) {
			this.counts.add(await(this.members.acount()));
		}

	}

	static class Misplaced implements LifecycleCallbacks<Integer> {

	}

}
