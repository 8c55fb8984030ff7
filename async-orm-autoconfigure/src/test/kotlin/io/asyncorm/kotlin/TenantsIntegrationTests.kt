package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.kw
import io.asyncorm.Tenant
import io.asyncorm.model.GeneratedKey
import io.asyncorm.model.Model
import io.asyncorm.model.PrimaryKey
import io.asyncorm.model.SchemaAction
import io.asyncorm.query.MissingTenantException
import io.asyncorm.query.ScopedCode
import io.asyncorm.query.TenantResolver
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.testdatabase.TestDatabase
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedClass
import org.junit.jupiter.params.provider.EnumSource
import org.springframework.core.PropagationContextElement

/** The tenant that coroutines act for, on whatever threads they run. */
@ParameterizedClass
@EnumSource(TestDatabase::class)
@Timeout(60)
class TenantsIntegrationTests(private val database: TestDatabase) {

	private val shop = ThreadLocal<Long?>()

	private val pool = database.create(3)

	private val orm = AsyncOrm.builder(pool)
		.models(listOf(Bill::class.java))
		.tenants(TenantResolver { shop.get() })
		.schemaAction(SchemaAction.CREATE)
		.build()

	private val bills = orm.repository(Bills::class.java)

	@BeforeEach
	fun fill() = runBlocking<Unit> {
		withTenant(1L) { bills.acreate(kw("total", 10)).await() }
		withTenant(2L) { bills.acreate(kw("total", 20)).await() }
	}

	@AfterEach
	fun close() {
		orm.close()
		pool.close()
	}

	@Test
	fun `a scope goes with a coroutine to other threads`() = runBlocking<Unit> {
		val totals = (1..20).map { number ->
			async(Dispatchers.Default) {
				withTenant(1L + number % 2) {
					yield()
					bills.alistByTotalGte(1).map { it.total } + withContext(Dispatchers.IO) { bills.alistByTotalGte(1).map { it.total } }
				}
			}
		}.awaitAll()

		assertThat(totals.filterIndexed { index, _ -> index % 2 == 0 }).containsOnly(listOf(20, 20))
		assertThat(totals.filterIndexed { index, _ -> index % 2 == 1 }).containsOnly(listOf(10, 10))
		assertThrows<MissingTenantException> { bills.alistByTotalGte(1) }
	}

	@Test
	fun `a scope is one statement`() = runBlocking<Unit> {
		withTenant(7L) { bills.acreate(kw("total", 700)).await() }

		val open = withTenant(7L) { bills.alistByTotalGte(100) }

		assertThat(open.map { it.shop }).containsExactly(7L)
	}

	@Test
	fun `a resolver finds what the coroutine carries`() = runBlocking<Unit> {
		val totals = withContext(Dispatchers.Default + shop.asContextElement(2L)) {
			yield()
			bills.alistByTotalGte(1).map { it.total }
		}

		assertThat(totals).containsExactly(20)
	}

	@Test
	fun `a Flow is of the tenant who collects it`() = runBlocking<Unit> {
		val totals = bills.aiteratorByTotalGte(1).map { it.total }

		assertThat(withTenant(1L) { totals.toList() }).containsExactly(10)
		assertThat(withTenant(2L) { totals.flowOn(Dispatchers.IO).toList() }).containsExactly(20)
		assertThat(withContext(Dispatchers.Default + shop.asContextElement(2L)) { totals.toList() }).containsExactly(20)
		assertThrows<MissingTenantException> { totals.toList() }
	}

	@Test
	fun `the scope of all is one, too`() = runBlocking<Unit> {
		val all = Tenant.all(ScopedCode<PropagationContextElement, RuntimeException> { PropagationContextElement() })

		assertThat(withContext(Dispatchers.Default + all) { bills.alistByTotalGte(1) }).hasSize(2)
	}

}

suspend fun <T> withTenant(id: Any, block: suspend CoroutineScope.() -> T): T = withContext(
	Tenant.`as`(id, ScopedCode<PropagationContextElement, RuntimeException> { PropagationContextElement() }),
	block,
)

@Model(distributedBy = "shop")
data class Bill(@PrimaryKey val shop: Long?, @PrimaryKey @GeneratedKey val id: Long?, val total: Int)

interface Bills : AsyncRepository<Bill, List<*>> {

	suspend fun alistByTotalGte(total: Int): List<Bill>

	fun aiteratorByTotalGte(total: Int): Flow<Bill>

}
