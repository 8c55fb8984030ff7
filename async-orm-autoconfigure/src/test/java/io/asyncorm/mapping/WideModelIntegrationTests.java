package io.asyncorm.mapping;

import java.lang.reflect.InvocationTargetException;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for models of more columns than one method handle reads.
 */
class WideModelIntegrationTests {

	@Test
	void objectsOfManyColumnsAreReadAndTheirFailuresTold() throws ReflectiveOperationException {
		try (HikariDataSource pool = TestDatabase.H2.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Wide.class).schemaAction(SchemaAction.CREATE).build()) {
			Wides wides = orm.repository(Wides.class);
			Wide created = Orm.await(wides.acreate(wide()));

			assertThat(Orm.await(wides.aget(created.id()))).isEqualTo(created);
			assertThat(created.c102()).isEqualTo(102);

			JdbcClient.create(pool).sql("update \"wide\" set \"c102\" = -1").update();
			assertThatExceptionOfType(UnreadableRowException.class)
				.isThrownBy(() -> Orm.await(wides.aget(created.id())))
				.withMessageContaining("with the key " + created.id())
				.withMessageContaining("its constructor failed")
				.havingCause()
				.withMessage("negative");
		}
	}

	private static Wide wide() throws ReflectiveOperationException {
		Object[] values = IntStream.rangeClosed(0, 102).mapToObj((i) -> (i == 0) ? null : Integer.valueOf(i)).toArray();
		try {
			return (Wide) Wide.class.getDeclaredConstructors()[0].newInstance(values);
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError(ex.getCause());
		}
	}

	interface Wides extends AsyncRepository<Wide, Long> {

	}

	@Model
	record Wide(@Nullable Long id, Integer c1, Integer c2, Integer c3, Integer c4, Integer c5, Integer c6, Integer c7,
			Integer c8, Integer c9, Integer c10, Integer c11, Integer c12, Integer c13, Integer c14, Integer c15,
			Integer c16, Integer c17, Integer c18, Integer c19, Integer c20, Integer c21, Integer c22, Integer c23,
			Integer c24, Integer c25, Integer c26, Integer c27, Integer c28, Integer c29, Integer c30, Integer c31,
			Integer c32, Integer c33, Integer c34, Integer c35, Integer c36, Integer c37, Integer c38, Integer c39,
			Integer c40, Integer c41, Integer c42, Integer c43, Integer c44, Integer c45, Integer c46, Integer c47,
			Integer c48, Integer c49, Integer c50, Integer c51, Integer c52, Integer c53, Integer c54, Integer c55,
			Integer c56, Integer c57, Integer c58, Integer c59, Integer c60, Integer c61, Integer c62, Integer c63,
			Integer c64, Integer c65, Integer c66, Integer c67, Integer c68, Integer c69, Integer c70, Integer c71,
			Integer c72, Integer c73, Integer c74, Integer c75, Integer c76, Integer c77, Integer c78, Integer c79,
			Integer c80, Integer c81, Integer c82, Integer c83, Integer c84, Integer c85, Integer c86, Integer c87,
			Integer c88, Integer c89, Integer c90, Integer c91, Integer c92, Integer c93, Integer c94, Integer c95,
			Integer c96, Integer c97, Integer c98, Integer c99, Integer c100, Integer c101, Integer c102) {

		Wide {
			if (c102 < 0) {
				throw new IllegalArgumentException("negative");
			}
		}

	}

}
